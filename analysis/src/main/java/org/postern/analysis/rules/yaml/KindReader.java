// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.postern.analysis.rules.InvalidRuleSetException;

/**
 * Reads objects of several kinds; the kind is told by the key that it has.
 *
 * @param <T> base type of the kinds
 */
final class KindReader<T> {
    private final List<Kind<T>> kinds;

    KindReader(List<Kind<T>> kinds) {
        this.kinds = kinds;
    }

    T read(YamlPlace place) {
        Map<String, YamlPlace> fields = place.fields(kinds.stream().flatMap(kind -> kind.names().stream())
            .collect(Collectors.toCollection(TreeSet::new)));
        Optional<Kind<T>> kind = kinds.stream().filter(one -> fields.containsKey(one.name()))
            .filter(one -> one.names().containsAll(fields.keySet()))
            .filter(one -> one.fields().stream().allMatch(field -> !field.required() || fields.containsKey(field.name())))
            .findFirst();
        if (kind.isEmpty()) {
            throw place.error("must be one of " + kinds.stream().map(Kind::usage).collect(Collectors.joining(", ")));
        }
        return read(kind.get(), place, fields);
    }

    static <T> T read(Kind<T> kind, YamlPlace place, Map<String, YamlPlace> fields) {
        for (Field field : kind.fields()) {
            if (fields.containsKey(field.name()) && field.type() == Field.Type.CHOICE
                && !field.choices().contains(fields.get(field.name()).text())) {
                throw fields.get(field.name()).error("must be one of " + String.join(", ", field.choices()) + " but is "
                    + fields.get(field.name()).text());
            }
        }
        return checked(error -> at(kind, place, fields, error), () -> kind.read().apply(new Values(place, fields)));
    }

    /** The key that a complaint is about: the one it begins with, the one whose value it quotes, or else the kind's own. */
    private static <T> YamlPlace at(Kind<T> kind, YamlPlace place, Map<String, YamlPlace> fields, String problem) {
        return fields.entrySet().stream().filter(field -> problem.startsWith(field.getKey() + ' ')).findFirst()
            .or(() -> fields.entrySet().stream().filter(field -> field.getValue().isText() && !field.getValue().text().isEmpty()
                && problem.endsWith(' ' + field.getValue().text())).findFirst())
            .map(Map.Entry::getValue).orElseGet(() -> fields.getOrDefault(kind.name(), place));
    }

    static <T> T checked(YamlPlace place, Supplier<T> reading) {
        return checked(problem -> place, reading);
    }

    /** Turns a complaint about a value into one with its place. */
    static <T> T checked(Function<String, YamlPlace> place, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidRuleSetException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw place.apply(e.getMessage()).error(e.getMessage());
        }
    }
}
