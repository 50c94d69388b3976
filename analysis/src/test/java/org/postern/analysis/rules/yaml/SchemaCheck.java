// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks a tree against a JSON Schema, as far as the schema of rule sets goes; a keyword it does not know is an error. */
final class SchemaCheck {
    private SchemaCheck() {
    }

    /** What is wrong, with its place; empty when nothing is. */
    static List<String> problems(Map<String, Object> schema, Object value, String place) {
        List<String> problems = new ArrayList<>();
        schema.forEach((keyword, wanted) -> problems.addAll(problems(schema, keyword, wanted, value, place)));
        return problems;
    }

    private static List<String> problems(Map<String, Object> schema, String keyword, Object wanted, Object value, String place) {
        return switch (keyword) {
            case "$schema", "title", "description" -> List.of();
            case "type" -> types(wanted).stream().anyMatch(type -> is(type, value)) ? List.of() : List.of(place + " is no " + wanted);
            case "enum" -> ((List<?>) wanted).contains(value) ? List.of() : List.of(place + " is none of " + wanted);
            case "const" -> wanted.equals(value) ? List.of() : List.of(place + " is not " + wanted);
            case "minimum" -> value instanceof Number n && n.doubleValue() < ((Number) wanted).doubleValue() ? List.of(place + " too small")
                : List.of();
            case "maximum" -> value instanceof Number n && n.doubleValue() > ((Number) wanted).doubleValue() ? List.of(place + " too large")
                : List.of();
            case "maxLength" -> value instanceof String text && text.length() > (Integer) wanted ? List.of(place + " too long") : List.of();
            case "minItems" -> value instanceof List<?> list && list.size() < (Integer) wanted ? List.of(place + " too short") : List.of();
            case "items" -> items(wanted, value, place);
            case "required" -> value instanceof Map<?, ?> map ? ((List<?>) wanted).stream().filter(key -> !map.containsKey(key))
                .map(key -> place + " lacks " + key).toList() : List.of();
            case "properties", "additionalProperties" -> keyword.equals("properties") || !schema.containsKey("properties")
                ? properties(schema, value, place) : List.of();
            case "oneOf", "anyOf" -> alternatives(keyword, (List<?>) wanted, value, place);
            default -> List.of(place + ": unknown keyword " + keyword);
        };
    }

    private static List<?> types(Object wanted) {
        return wanted instanceof List<?> list ? list : List.of(wanted);
    }

    private static boolean is(Object type, Object value) {
        return switch (type.toString()) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "null" -> value == null;
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }

    private static List<String> items(Object wanted, Object value, String place) {
        List<String> problems = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                problems.addAll(problems(schema(wanted), list.get(i), place + "[" + i + "]"));
            }
        }
        return problems;
    }

    private static List<String> properties(Map<String, Object> schema, Object value, String place) {
        List<String> problems = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> known = schema.containsKey("properties") ? schema(schema.get("properties")) : Map.of();
            Object others = schema.getOrDefault("additionalProperties", true);
            map.forEach((key, one) -> {
                if (known.containsKey(key)) {
                    problems.addAll(problems(schema(known.get(key)), one, place + "." + key));
                } else if (others instanceof Map) {
                    problems.addAll(problems(schema(others), one, place + "." + key));
                } else if (others.equals(false)) {
                    problems.add(place + " has the unknown key " + key);
                }
            });
        }
        return problems;
    }

    private static List<String> alternatives(String keyword, List<?> wanted, Object value, String place) {
        long fit = wanted.stream().filter(one -> problems(schema(one), value, place).isEmpty()).count();
        return fit == 1 || fit > 1 && keyword.equals("anyOf") ? List.of()
            : List.of(place + " fits " + fit + " of " + wanted.size() + " forms: " + value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> schema(Object tree) {
        return (Map<String, Object>) tree;
    }
}
