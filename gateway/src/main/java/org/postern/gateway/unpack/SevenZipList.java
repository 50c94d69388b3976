// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.unpack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads 7-Zip's technical list: lines of key and value for each member, an empty line between them. It writes no line end of a name. */
final class SevenZipList {
    private static final String SEPARATOR = " = ";

    private SevenZipList() {
    }

    /**
     * A file in the archive.
     *
     * @param size bytes when unpacked; -1 when the archive does not tell
     */
    record Entry(String name, long size, boolean encrypted) {
    }

    /** The files in the order in which they are unpacked; folders are left out, since nothing is written for them. */
    static List<Entry> read(byte[] text) {
        List<Entry> entries = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        for (String line : new String(text, StandardCharsets.UTF_8).split("\n")) {
            if (line.isBlank()) {
                add(values, entries);
                values.clear();
            } else {
                int end = line.indexOf(SEPARATOR);
                if (end > 0) {
                    values.putIfAbsent(line.substring(0, end), line.substring(end + SEPARATOR.length()));
                }
            }
        }
        add(values, entries);
        return entries;
    }

    private static void add(Map<String, String> values, List<Entry> entries) {
        boolean folder = "+".equals(values.get("Folder")) || values.getOrDefault("Attributes", "").startsWith("D")
            || "directory".equals(values.get("Type"));
        if (values.containsKey("Path") && !folder) {
            String size = values.getOrDefault("Size", "");
            entries.add(new Entry(values.get("Path"), size.matches("\\d{1,18}") ? Long.parseLong(size) : -1,
                "+".equals(values.get("Encrypted"))));
        }
    }
}
