// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.postern.analysis.rules.InvalidRuleSetException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One value in a YAML file together with where it stands, so that every complaint can name line and path. */
final class YamlPlace {
    private final Node node;
    private final String path;

    YamlPlace(Node node, String path) {
        this.node = node;
        this.path = path;
    }

    /** The keys of a mapping in order; keys that are not allowed or come twice are errors. */
    Map<String, YamlPlace> fields(Set<String> allowed) {
        Map<String, YamlPlace> fields = entries();
        fields.forEach((key, place) -> {
            if (!allowed.contains(key)) {
                throw place.error("unknown key; known are " + String.join(", ", allowed.stream().sorted().toList()));
            }
        });
        return fields;
    }

    /** The entries of a mapping in order, whatever their keys; an empty value counts as an empty mapping. */
    Map<String, YamlPlace> entries() {
        if (isNull()) {
            return Map.of();
        }
        if (!(node instanceof MappingNode mapping)) {
            throw error("must be a mapping of keys to values");
        }
        Map<String, YamlPlace> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new YamlPlace(tuple.getKeyNode(), path).error("a key must be plain text");
            }
            String below = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            if (entries.put(key.getValue(), new YamlPlace(tuple.getValueNode(), below)) != null) {
                throw new YamlPlace(key, below).error("the key stands here twice");
            }
        }
        return entries;
    }

    /** The items of a list; an empty value counts as an empty list. */
    List<YamlPlace> items() {
        if (isNull()) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw error("must be a list");
        }
        List<YamlPlace> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new YamlPlace(item, path + "[" + items.size() + "]"));
        }
        return items;
    }

    /** The value of a key that must be there. */
    YamlPlace require(Map<String, YamlPlace> fields, String key) {
        YamlPlace found = fields.get(key);
        if (found == null) {
            throw error("the key " + key + " is missing");
        }
        return found;
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isText() {
        return node instanceof ScalarNode && !isNull();
    }

    String text() {
        if (!isText()) {
            throw error("must be a text");
        }
        return ((ScalarNode) node).getValue();
    }

    boolean truth() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw error("must be true or false but is " + text());
        };
    }

    int integer() {
        try {
            return Integer.parseInt(text());
        } catch (NumberFormatException e) {
            throw error("must be a whole number but is " + text());
        }
    }

    double number() {
        try {
            return Double.parseDouble(text());
        } catch (NumberFormatException e) {
            throw error("must be a number but is " + text());
        }
    }

    InvalidRuleSetException error(String problem) {
        return new InvalidRuleSetException(node.getStartMark().getLine() + 1, path, problem);
    }

    boolean isNull() {
        return node instanceof ScalarNode scalar && scalar.isPlain()
            && (scalar.getValue().isEmpty() || scalar.getValue().equals("null") || scalar.getValue().equals("~"));
    }
}
