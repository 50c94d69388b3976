// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.postern.analysis.rules.Example;
import org.postern.analysis.rules.example.ExampleFacts;

/** Reads and writes example messages. */
final class ExampleYaml {
    private static final Set<String> OWN = Set.of("name", "message", "expect", "rules");

    private ExampleYaml() {
    }

    static List<Example> read(YamlPlace place) {
        List<Example> examples = new ArrayList<>();
        if (place != null) {
            place.items().forEach(item -> examples.add(example(item)));
        }
        return examples;
    }

    private static Example example(YamlPlace place) {
        Set<String> keys = new TreeSet<>(OWN);
        keys.addAll(ExampleFacts.KEYS);
        Map<String, YamlPlace> fields = place.fields(keys);
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach((key, value) -> {
            if (ExampleFacts.KEYS.contains(key)) {
                values.put(key, value(key, value));
            }
        });
        Map<String, String> expect = new LinkedHashMap<>();
        if (fields.containsKey("expect")) {
            if (fields.get("expect").isText()) {
                expect.put("", fields.get("expect").text());
            } else {
                fields.get("expect").entries().forEach((recipient, outcome) -> expect.put(recipient, outcome.text()));
            }
        }
        List<String> rules = fields.containsKey("rules") ? fields.get("rules").items().stream().map(YamlPlace::text).toList() : List.of();
        Optional<String> message = Optional.ofNullable(fields.get("message")).map(YamlPlace::text);
        String name = place.require(fields, "name").text();
        return KindReader.checked(place, () -> new Example(name, message, values, expect, rules));
    }

    /** A value left empty is the empty text, as for the null sender; recipients may be a list. */
    private static String value(String key, YamlPlace place) {
        if (place.isNull()) {
            return "";
        }
        return key.equals("recipients") && !place.isText() ? String.join(", ", place.items().stream().map(YamlPlace::text).toList())
            : place.text();
    }

    static Map<String, Object> write(Example example) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", example.name());
        new TreeMap<>(example.values()).forEach(tree::put);
        example.message().ifPresent(message -> tree.put("message", message));
        if (example.expect().keySet().equals(Set.of(""))) {
            tree.put("expect", example.expect().get(""));
        } else if (!example.expect().isEmpty()) {
            tree.put("expect", new TreeMap<>(example.expect()));
        }
        if (!example.rules().isEmpty()) {
            tree.put("rules", example.rules());
        }
        return tree;
    }
}
