// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.postern.analysis.rules.Combination;
import org.postern.analysis.rules.Group;
import org.postern.analysis.rules.Slot;

/** Reads and writes groups and slots: a plain list of alternatives, or a mapping that says how they add up. */
final class GroupYaml {
    private static final Set<String> GROUP = Set.of("info", "match", "invert", "objects");
    private static final Set<String> SLOT = Set.of("match", "invert", "groups");

    private GroupYaml() {
    }

    static <T> Map<String, Group<T>> groups(YamlPlace place, Function<YamlPlace, T> object) {
        Map<String, Group<T>> groups = new LinkedHashMap<>();
        if (place != null) {
            place.entries().forEach((name, group) -> groups.put(name, group(group, object)));
        }
        return groups;
    }

    private static <T> Group<T> group(YamlPlace place, Function<YamlPlace, T> object) {
        if (!place.isMapping()) {
            return new Group<>("", Combination.ANY, place.items().stream().map(object).toList());
        }
        Map<String, YamlPlace> fields = place.fields(GROUP);
        List<T> objects = fields.containsKey("objects") ? fields.get("objects").items().stream().map(object).toList() : List.of();
        String info = fields.containsKey("info") ? fields.get("info").text() : "";
        return KindReader.checked(place, () -> new Group<>(info, combination(fields), objects));
    }

    static Slot slot(YamlPlace place, Set<String> known) {
        if (place == null) {
            return Slot.EMPTY;
        }
        if (!place.isMapping()) {
            return Slot.any(names(place, known));
        }
        Map<String, YamlPlace> fields = place.fields(SLOT);
        List<String> names = fields.containsKey("groups") ? names(fields.get("groups"), known) : List.of();
        return KindReader.checked(place, () -> new Slot(names, combination(fields)));
    }

    static <T> Map<String, Object> write(Map<String, Group<T>> groups, Function<T, Map<String, Object>> object) {
        Map<String, Object> tree = new LinkedHashMap<>();
        groups.forEach((name, group) -> {
            List<Map<String, Object>> objects = group.objects().stream().map(object).toList();
            if (group.info().isEmpty() && group.logic().equals(Combination.ANY)) {
                tree.put(name, objects);
            } else {
                Map<String, Object> one = new LinkedHashMap<>();
                if (!group.info().isEmpty()) {
                    one.put("info", group.info());
                }
                put(one, group.logic());
                one.put("objects", objects);
                tree.put(name, one);
            }
        });
        return tree;
    }

    static void write(Map<String, Object> rule, String key, Slot slot) {
        if (slot.logic().equals(Combination.ANY)) {
            if (!slot.isEmpty()) {
                rule.put(key, slot.groups());
            }
            return;
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        put(tree, slot.logic());
        tree.put("groups", slot.groups());
        rule.put(key, tree);
    }

    private static void put(Map<String, Object> tree, Combination logic) {
        tree.put("match", logic.all() ? "all" : "any");
        tree.put("invert", logic.invert());
    }

    private static Combination combination(Map<String, YamlPlace> fields) {
        boolean all = fields.containsKey("match") && all(fields.get("match"));
        return new Combination(all, fields.containsKey("invert") && fields.get("invert").truth());
    }

    private static boolean all(YamlPlace place) {
        return switch (place.text()) {
            case "all" -> true;
            case "any" -> false;
            default -> throw place.error("must be any or all but is " + place.text());
        };
    }

    private static List<String> names(YamlPlace place, Set<String> known) {
        List<String> names = new ArrayList<>();
        for (YamlPlace item : place.items()) {
            if (!known.contains(item.text())) {
                throw item.error("there is no object " + item.text());
            }
            names.add(item.text());
        }
        return names;
    }
}
