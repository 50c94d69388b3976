// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.InvalidRuleSetException;
import org.postern.analysis.rules.what.WhatCondition;
import org.postern.analysis.rules.when.WhenCondition;
import org.postern.analysis.rules.who.WhoCondition;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Reads one object or action by itself, for whoever writes it elsewhere than in a rule set: as the value of its main key, or as a mapping
 * in braces with all its keys. It is read by the same tables as in a rule set.
 */
public final class ObjectText {
    private final KindReader<WhoCondition> who = new KindReader<>(WhoKinds.all());
    private final KindReader<WhatCondition> what = new KindReader<>(WhatKinds.all());
    private final Kind<WhenCondition> when = WhenKinds.only();
    private final ActionYaml actions = new ActionYaml();

    /** Names of the kinds of who objects. */
    public static List<String> whoKinds() {
        return WhoKinds.all().stream().map(Kind::name).toList();
    }

    /** Names of the kinds of what objects. */
    public static List<String> whatKinds() {
        return WhatKinds.all().stream().map(Kind::name).toList();
    }

    /** Names of the kinds of actions. */
    public static List<String> actionKinds() {
        return ActionKinds.all().stream().map(Kind::name).toList();
    }

    /**
     * A who object.
     *
     * @throws IllegalArgumentException with a text for people
     */
    public WhoCondition who(String kind, String text) {
        return read(() -> who.read(place(kind, text)));
    }

    /**
     * A what object.
     *
     * @throws IllegalArgumentException with a text for people
     */
    public WhatCondition what(String kind, String text) {
        return read(() -> what.read(place(kind, text)));
    }

    /**
     * A what object of any kind, as a mapping.
     *
     * @throws IllegalArgumentException with a text for people
     */
    public WhatCondition what(String mapping) {
        return read(() -> what.read(composed(mapping)));
    }

    /**
     * A when object.
     *
     * @throws IllegalArgumentException with a text for people
     */
    public WhenCondition when(String text) {
        return read(() -> {
            YamlPlace place = place("time", text);
            return KindReader.read(when, place, place.fields(when.names()));
        });
    }

    /**
     * An action.
     *
     * @param parameters its keys and values; none for one that stands alone
     * @throws IllegalArgumentException with a text for people
     */
    public Action action(String kind, Map<String, String> parameters) {
        return read(() -> actions.read(parameters.isEmpty() ? composed(quoted(kind)) : composed("{" + quoted(kind) + ": {"
            + parameters.entrySet().stream().map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
            .collect(Collectors.joining(", ")) + "}}"), "there is no such action; "));
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidRuleSetException e) {
            throw new IllegalArgumentException(e.problem(), e);
        }
    }

    private static YamlPlace place(String kind, String text) {
        String stripped = text.strip();
        if (!stripped.startsWith("{")) {
            return composed("{" + quoted(kind) + ": " + quoted(stripped) + "}");
        }
        YamlPlace place = composed(stripped);
        if (!kind.equals("time") && !place.entries().containsKey(kind)) {
            throw place.error("the key " + kind + " is missing");
        }
        return place;
    }

    private static YamlPlace composed(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowRecursiveKeys(false);
        DumperOptions dumping = new DumperOptions();
        try {
            return new YamlPlace(new Yaml(new SafeConstructor(options), new Representer(dumping), dumping, options)
                .compose(new StringReader(text)), "");
        } catch (YAMLException e) {
            throw new IllegalArgumentException("not a mapping in braces such as {key: 'value'}: " + text, e);
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
