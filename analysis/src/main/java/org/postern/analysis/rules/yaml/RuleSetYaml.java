// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Group;
import org.postern.analysis.rules.InvalidRuleSetException;
import org.postern.analysis.rules.Rule;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.what.WhatCondition;
import org.postern.analysis.rules.when.WhenCondition;
import org.postern.analysis.rules.who.WhoCondition;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.representer.Representer;

/**
 * The YAML form of a rule set, which administrators write by hand. JSON is YAML too and is read alike. Nothing is guessed: an unknown
 * key, a double key or an expression that does not compile is an error with its line.
 */
public final class RuleSetYaml {
    private static final int LARGEST = 10 * 1024 * 1024;
    private static final Set<String> TOP = Set.of("version", "zone", "who", "when", "what", "actions", "rules", "examples");

    private final KindReader<WhoCondition> whoKinds = new KindReader<>(WhoKinds.all());
    private final KindReader<WhatCondition> whatKinds = new KindReader<>(WhatKinds.all());
    private final Kind<WhenCondition> whenKind = WhenKinds.only();
    private final ActionYaml actions = new ActionYaml();
    private final RuleYaml rules = new RuleYaml(actions);
    private final RuleSetTree tree = new RuleSetTree();

    private final YAMLMapper writer = YAMLMapper.builder()
        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
        .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
        .disable(YAMLGenerator.Feature.SPLIT_LINES)
        .build();

    /**
     * Reads a rule set.
     *
     * @throws InvalidRuleSetException when it cannot be used; the message names line and path
     * @throws UncheckedIOException    when the reader fails
     */
    public RuleSet read(Reader yaml) {
        Node root = compose(yaml);
        if (root == null) {
            throw new InvalidRuleSetException(1, "", "the file is empty");
        }
        YamlPlace top = new YamlPlace(root, "");
        Map<String, YamlPlace> fields = top.fields(TOP);
        Map<String, Group<WhoCondition>> who = GroupYaml.groups(fields.get("who"), whoKinds::read);
        Map<String, Group<WhenCondition>> when = GroupYaml.groups(fields.get("when"),
            place -> KindReader.read(whenKind, place, place.fields(whenKind.names())));
        Map<String, Group<WhatCondition>> what = GroupYaml.groups(fields.get("what"), whatKinds::read);
        Map<String, Action> shared = new LinkedHashMap<>();
        if (fields.containsKey("actions")) {
            fields.get("actions").entries().forEach((name, place) -> shared.put(name, actions.read(place, "")));
        }
        RuleYaml.Known known = new RuleYaml.Known(who.keySet(), when.keySet(), what.keySet(), shared.keySet());
        List<Rule> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlPlace place : top.require(fields, "rules").items()) {
            Rule rule = rules.read(place, known);
            if (!names.add(rule.name())) {
                throw place.error("another rule is called " + rule.name() + " too");
            }
            read.add(rule);
        }
        return new RuleSet(top.require(fields, "version").text(), WhenKinds.zone(fields.get("zone")).orElse(ZoneOffset.UTC), who, when,
            what, shared, read, ExampleYaml.read(fields.get("examples")));
    }

    /** The same from a text. */
    public RuleSet read(String yaml) {
        return read(new StringReader(yaml));
    }

    /** The rule set as nested maps and lists, in the shape of its file. */
    public Map<String, Object> tree(RuleSet ruleSet) {
        return tree.of(ruleSet);
    }

    /** Writes a tree in the shape of a rule set's file, whether or not it is one. */
    public String write(Map<String, Object> some) {
        try {
            return writer.writeValueAsString(some);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree could not be written", e);
        }
    }

    /** Writes a rule set so that {@link #read(Reader)} gives an equal one. */
    public String write(RuleSet ruleSet) {
        return write(tree.of(ruleSet));
    }

    private static Node compose(Reader yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setAllowRecursiveKeys(false);
        DumperOptions dumping = new DumperOptions();
        try (yaml) {
            return new Yaml(new SafeConstructor(options), new Representer(dumping),
                dumping, options).compose(yaml);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new InvalidRuleSetException(line, "", "not valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new InvalidRuleSetException(1, "", "not valid YAML: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
