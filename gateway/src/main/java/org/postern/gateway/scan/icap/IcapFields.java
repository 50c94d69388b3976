// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.icap;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Header fields of an ICAP answer. A folded field keeps its lines, because X-Violations-Found means something by its lines.
 */
record IcapFields(List<Field> all) {

    IcapFields {
        all = List.copyOf(all);
    }

    /** One field; the first line is what stands behind the colon. */
    record Field(String name, List<String> lines) {
        Field {
            lines = List.copyOf(lines);
        }
    }

    Optional<List<String>> lines(String name) {
        return all.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::lines).findFirst();
    }

    /** Value of the first field of this name, unfolded. */
    Optional<String> value(String name) {
        return lines(name).map(lines -> lines.stream().collect(Collectors.joining(" ")).strip());
    }

    boolean has(String name, String word) {
        return value(name).map(value -> List.of(value.toLowerCase(Locale.ROOT).split("[,\\s]+")).contains(word)).orElse(false);
    }
}
