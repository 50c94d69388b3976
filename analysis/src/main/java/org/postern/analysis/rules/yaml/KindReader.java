// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
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
        return checked(place, () -> kind.read().apply(new Values(place, fields)));
    }

    static <T> T checked(YamlPlace place, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidRuleSetException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw place.error(e.getMessage());
        }
    }
}
