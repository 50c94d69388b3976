// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.geo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small databases of IPv4 networks in the MaxMind format, version 2.0, with records of 24 bits. */
final class DatabaseFile {
    private static final int EMPTY = -1;
    private static final int SEPARATOR = 16;

    private final List<int[]> nodes = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    DatabaseFile() {
        nodes.add(new int[] {EMPTY, EMPTY});
    }

    /** Networks must not overlap. */
    DatabaseFile with(String network, Map<String, Object> entry) {
        int slash = network.indexOf('/');
        int bits = Integer.parseInt(network.substring(slash + 1));
        long address = 0;
        for (String part : network.substring(0, slash).split("\\.")) {
            address = address << 8 | Integer.parseInt(part);
        }
        int node = 0;
        for (int i = 0; i < bits - 1; i++) {
            int side = (int) (address >> 31 - i & 1);
            if (nodes.get(node)[side] == EMPTY) {
                nodes.add(new int[] {EMPTY, EMPTY});
                nodes.get(node)[side] = nodes.size() - 1;
            }
            node = nodes.get(node)[side];
        }
        // Entries are told from nodes by a bit that no number of nodes reaches here.
        nodes.get(node)[(int) (address >> 32 - bits & 1)] = 1 << 30 | data.size();
        write(data, entry);
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int side : node) {
                int value = side == EMPTY ? nodes.size() : side >= 1 << 30 ? nodes.size() + SEPARATOR + (side & (1 << 30) - 1) : side;
                file.write(value >> 16);
                file.write(value >> 8);
                file.write(value);
            }
        }
        file.writeBytes(new byte[SEPARATOR]);
        file.writeBytes(data.toByteArray());
        file.writeBytes("\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1));
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("node_count", nodes.size());
        about.put("record_size", (short) 24);
        about.put("ip_version", (short) 4);
        about.put("database_type", "Test");
        about.put("languages", List.of("en"));
        about.put("binary_format_major_version", (short) 2);
        about.put("binary_format_minor_version", (short) 0);
        about.put("build_epoch", 1L);
        about.put("description", Map.of("en", "of a test"));
        write(file, about);
        return file.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Object value) {
        if (value instanceof Map<?, ?> map) {
            out.write(7 << 5 | map.size());
            map.forEach((key, each) -> {
                write(out, key);
                write(out, each);
            });
        } else if (value instanceof List<?> list) {
            out.write(list.size());
            out.write(11 - 7);
            list.forEach(each -> write(out, each));
        } else if (value instanceof Short number) {
            number(out, 5, number, Short.BYTES);
        } else if (value instanceof Integer number) {
            number(out, 6, number, Integer.BYTES);
        } else if (value instanceof Long number) {
            number(out, 9, number, Long.BYTES);
        } else {
            byte[] text = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            out.write(2 << 5 | Math.min(text.length, 29));
            if (text.length >= 29) {
                out.write(text.length - 29);
            }
            out.writeBytes(text);
        }
    }

    private static void number(ByteArrayOutputStream out, int type, long value, int bytes) {
        out.write((type > 7 ? 0 : type << 5) | bytes);
        if (type > 7) {
            out.write(type - 7);
        }
        for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
            out.write((int) (value >> shift));
        }
    }
}
