// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The header fields of one entity in their order, each as it was written and as it is meant. */
public final class MailFields {
    /** All fields together; what lies beyond is not shown to rules. */
    private static final int LONGEST_HEADER = 65_536;

    private final List<Field> fields = new ArrayList<>();
    private final Map<String, List<Field>> byName = new HashMap<>();
    private boolean truncated;

    /**
     * One field.
     *
     * @param name    as written
     * @param raw     all behind the colon, with folds and the line end
     * @param decoded one line, encoded words decoded to UTF-8 octets
     */
    public record Field(String name, String raw, String decoded) {
    }

    void add(String name, String raw) {
        Field field = new Field(name, raw, FieldDecoder.decoded(name, raw));
        fields.add(field);
        byName.computeIfAbsent(Octets.lower(name), any -> new ArrayList<>(1)).add(field);
    }

    /** Forgets the fields whose names begin so, lower case: what an earlier filter wrote, or pretends to be one. */
    void forget(String prefix) {
        fields.removeIf(field -> Octets.lower(field.name()).startsWith(prefix));
        byName.keySet().removeIf(name -> name.startsWith(prefix));
    }

    /** The fields of this name in any case, in order. */
    public List<Field> named(String name) {
        return byName.getOrDefault(Octets.lower(name), List.of());
    }

    /** Decoded value of the last field of this name, empty when there is none: the last one is the one that counts for signatures. */
    public String last(String name) {
        List<Field> named = named(name);
        return named.isEmpty() ? "" : named.get(named.size() - 1).decoded();
    }

    /** All fields in order. */
    public List<Field> all() {
        return fields;
    }

    /** The whole header decoded, a line a field; long headers end early, name by name. */
    public String text() {
        List<Field> shown = shown();
        StringBuilder text = new StringBuilder();
        for (Field field : shown) {
            text.append(field.name()).append(": ").append(field.decoded()).append('\n');
        }
        return text.toString();
    }

    boolean truncated() {
        shown();
        return truncated;
    }

    /** Where the bound cuts depends on the order of names, not of lines: fields of one name are counted together. */
    private List<Field> shown() {
        long size = 0;
        for (Field field : fields) {
            size += field.name().length() + field.decoded().length() + 3;
        }
        if (size <= LONGEST_HEADER) {
            return fields;
        }
        truncated = true;
        Map<Field, Boolean> kept = new IdentityHashMap<>();
        Set<String> seen = new HashSet<>();
        size = 0;
        for (Field first : fields) {
            if (!seen.add(Octets.lower(first.name()))) {
                continue;
            }
            for (Field field : named(first.name())) {
                size += field.name().length() + field.decoded().length() + 3;
                if (size > LONGEST_HEADER) {
                    return fields.stream().filter(kept::containsKey).toList();
                }
                kept.put(field, true);
            }
        }
        return fields.stream().filter(kept::containsKey).toList();
    }
}
