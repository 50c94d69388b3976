// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One kind of object or action: how it is written, read and described. The first field has the name of the kind.
 *
 * @param name   the key that tells the kind
 * @param fields its keys
 * @param type   what it is read into
 * @param read   makes it of the values
 * @param write  its values by key; those with their defaults may be left out
 * @param <T>    base type of the kinds
 */
public record Kind<T>(String name, List<Field> fields, Class<? extends T> type, Function<Values, T> read,
                      Function<T, Map<String, Object>> write) {

    @SuppressWarnings("unchecked")
    static <T, S extends T> Kind<T> of(String name, List<Field> fields, Class<S> type, Function<Values, T> read,
                                       Function<S, Map<String, Object>> write) {
        return new Kind<>(name, fields, type, read, value -> write.apply((S) value));
    }

    Set<String> names() {
        return fields.stream().map(Field::name).collect(Collectors.toSet());
    }

    /** Such as {@code domain (with subdomains)}. */
    String usage() {
        List<String> others = fields.stream().map(Field::name).filter(field -> !field.equals(name)).toList();
        return others.isEmpty() ? name : name + " (with " + String.join(", ", others) + ")";
    }
}
