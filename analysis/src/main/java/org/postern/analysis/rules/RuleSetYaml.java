// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
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
    private static final Set<String> TOP = Set.of("version", "who", "what", "rules");
    private static final Set<String> RULE = Set.of("name", "priority", "active", "direction", "from", "to", "what", "actions");

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
        Map<String, List<WhoCondition>> who = objects(fields.get("who"), ConditionYaml::who);
        Map<String, List<WhatCondition>> what = objects(fields.get("what"), ConditionYaml::what);
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlPlace place : require(top, fields, "rules").items()) {
            Rule rule = rule(place, who.keySet(), what.keySet());
            if (!names.add(rule.name())) {
                throw place.error("another rule is called " + rule.name() + " too");
            }
            rules.add(rule);
        }
        return new RuleSet(require(top, fields, "version").text(), who, what, rules);
    }

    /** The same from a text. */
    public RuleSet read(String yaml) {
        return read(new StringReader(yaml));
    }

    /** Writes a rule set so that {@link #read(Reader)} gives an equal one. */
    public String write(RuleSet ruleSet) {
        try {
            return writer.writeValueAsString(RuleSetTree.of(ruleSet));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rule set could not be written", e);
        }
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

    private static <T> Map<String, List<T>> objects(YamlPlace place, Function<YamlPlace, T> condition) {
        Map<String, List<T>> objects = new LinkedHashMap<>();
        if (place != null) {
            place.entries().forEach((name, list) -> objects.put(name, list.items().stream().map(condition).toList()));
        }
        return objects;
    }

    private static Rule rule(YamlPlace place, Set<String> who, Set<String> what) {
        Map<String, YamlPlace> fields = place.fields(RULE);
        String name = require(place, fields, "name").text();
        int priority = require(place, fields, "priority").integer();
        boolean active = !fields.containsKey("active") || fields.get("active").truth();
        RuleDirection direction = fields.containsKey("direction") ? direction(fields.get("direction")) : RuleDirection.BOTH;
        List<Action> actions = require(place, fields, "actions").items().stream().map(ActionYaml::read).toList();
        try {
            return new Rule(name, priority, active, direction, names(fields.get("from"), who), names(fields.get("to"), who),
                names(fields.get("what"), what), actions);
        } catch (IllegalArgumentException e) {
            throw place.error(e.getMessage());
        }
    }

    private static RuleDirection direction(YamlPlace place) {
        return switch (place.text()) {
            case "in" -> RuleDirection.IN;
            case "out" -> RuleDirection.OUT;
            case "both" -> RuleDirection.BOTH;
            default -> throw place.error("must be in, out or both but is " + place.text());
        };
    }

    private static List<String> names(YamlPlace place, Set<String> known) {
        List<String> names = new ArrayList<>();
        for (YamlPlace item : place == null ? List.<YamlPlace>of() : place.items()) {
            if (!known.contains(item.text())) {
                throw item.error("there is no object " + item.text());
            }
            names.add(item.text());
        }
        return names;
    }

    private static YamlPlace require(YamlPlace place, Map<String, YamlPlace> fields, String key) {
        YamlPlace found = fields.get(key);
        if (found == null) {
            throw place.error("the key " + key + " is missing");
        }
        return found;
    }
}
