// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.example.ExampleFacts;

/** The JSON Schema of rule sets,
    made of the same tables by which they are read. It tells the form; references and expressions it cannot. */
public final class RuleSetSchema {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> SCALAR = Map.of("type", List.of("string", "number", "boolean", "null"));
    private static final Map<String, Object> TRUTH = Map.of("type", "boolean");

    /** The schema as nested maps, of the draft of 2020-12. */
    public Map<String, Object> tree() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("version", SCALAR);
        properties.put("zone", TEXT);
        properties.put("who", groups(objects(WhoKinds.all())));
        properties.put("when", groups(object(WhenKinds.only())));
        properties.put("what", groups(objects(WhatKinds.all())));
        properties.put("actions", Map.of("type", "object", "additionalProperties", action()));
        properties.put("rules", list(rule()));
        properties.put("examples", list(example()));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Postern rule set");
        schema.putAll(closed(properties, List.of("version", "rules")));
        return schema;
    }

    private static Map<String, Object> rule() {
        Map<String, Object> slot = Map.of("oneOf", List.of(list(TEXT), closed(Map.of("match", choice(List.of("any", "all")), "invert",
            TRUTH,
            "groups", list(TEXT)), List.of("groups"))));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", TEXT);
        properties.put("info", TEXT);
        properties.put("priority", Map.of("type", "integer", "minimum", 0, "maximum", 100));
        properties.put("active", TRUTH);
        properties.put("direction", choice(List.of("in", "out", "both")));
        List.of("from", "to", "when", "what").forEach(name -> properties.put(name, slot));
        properties.put("actions", Map.of("type", "array", "minItems", 1, "items", action()));
        return closed(properties, List.of("name", "priority", "actions"));
    }

    private static Map<String, Object> action() {
        List<Object> forms = new ArrayList<>();
        forms.add(TEXT);
        ActionKinds.all().stream().filter(kind -> !kind.fields().isEmpty()).forEach(kind -> forms.add(closed(
            Map.of(kind.name(), settings(kind)), List.of(kind.name()))));
        return Map.of("oneOf", forms);
    }

    /** What stands behind an action's name: its settings, or the first of them alone where no other is required. */
    private static Map<String, Object> settings(Kind<Action> kind) {
        return kind.fields().stream().skip(1).anyMatch(Field::required) ? object(kind)
            : Map.of("oneOf", List.of(value(kind.fields().get(0)), object(kind)));
    }

    private static Map<String, Object> example() {
        Map<String, Object> properties = new TreeMap<>();
        ExampleFacts.KEYS.forEach(key -> properties.put(key, SCALAR));
        properties.put("recipients", Map.of("oneOf", List.of(TEXT, list(TEXT))));
        properties.put("name", TEXT);
        properties.put("message", TEXT);
        properties.put("expect", Map.of("oneOf", List.of(TEXT, Map.of("type", "object", "additionalProperties", TEXT))));
        properties.put("rules", list(TEXT));
        return closed(properties, List.of("name"));
    }

    private static Map<String, Object> groups(Map<String, Object> object) {
        Map<String, Object> group = closed(Map.of("info", Map.of("type", "string", "maxLength", 255), "match",
            choice(List.of("any", "all")), "invert", TRUTH, "objects", list(object)), List.of());
        return Map.of("type", "object", "additionalProperties", Map.of("oneOf", List.of(list(object), group)));
    }

    private static <T> Map<String, Object> objects(List<Kind<T>> kinds) {
        return Map.of("anyOf", kinds.stream().map(RuleSetSchema::object).toList());
    }

    private static <T> Map<String, Object> object(Kind<T> kind) {
        Map<String, Object> properties = new LinkedHashMap<>();
        kind.fields().forEach(field -> properties.put(field.name(), value(field)));
        return closed(properties, kind.fields().stream().filter(Field::required).map(Field::name).toList());
    }

    private static Map<String, Object> value(Field field) {
        return switch (field.type()) {
            case TEXT, REGEX, RANGE -> SCALAR;
            case NUMBER -> Map.of("type", "number");
            case TRUTH -> TRUTH;
            case FLAG -> Map.of("const", true);
            case CHOICE -> choice(field.choices());
        };
    }

    private static Map<String, Object> choice(List<String> choices) {
        return Map.of("enum", choices);
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        return Map.of("type", "array", "items", items);
    }

    private static Map<String, Object> closed(Map<String, Object> properties, List<String> required) {
        return Map.of("type", "object", "additionalProperties", false, "properties", properties, "required", required);
    }
}
