// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of cases in a text file, so that adding a case needs no Java. A case begins with {@code === name}; then come fields
 * {@code --- key}, each followed by its lines.
 */
public final class CaseFile {
    private CaseFile() {
    }

    /** One case. */
    public static final class Case {
        private final String name;
        private final Map<String, String> fields = new LinkedHashMap<>();

        Case(String name) {
            this.name = name;
        }

        /** The lines of a field without the last line end; empty when the field is not there. */
        public String text(String key) {
            return fields.getOrDefault(key, "");
        }

        /** The words of a field. */
        public String[] words(String key) {
            String text = text(key).strip();
            return text.isEmpty() ? new String[0] : text.split("\\s+");
        }

        /** The lines of a field, none when it is empty. */
        public List<String> lines(String key) {
            return text(key).isEmpty() ? List.of() : List.of(text(key).split("\n"));
        }

        /** A field with the escapes \r \n \t \xHH written in it, one character for each byte. */
        public byte[] bytes(String key) {
            StringBuilder out = new StringBuilder();
            String text = new String(text(key).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1).replace("\n", "");
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\\' && i + 1 < text.length()) {
                    char kind = text.charAt(++i);
                    switch (kind) {
                        case 'r' -> out.append('\r');
                        case 'n' -> out.append('\n');
                        case 't' -> out.append('\t');
                        case 'x' -> {
                            out.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                            i += 2;
                        }
                        default -> out.append(kind);
                    }
                } else {
                    out.append(c);
                }
            }
            return out.toString().getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Reads the cases of a file beside the test. */
    public static List<Case> read(Class<?> test, String file) {
        try (InputStream in = test.getResourceAsStream(file)) {
            List<Case> cases = new ArrayList<>();
            String key = "";
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.startsWith("=== ")) {
                    cases.add(new Case(line.substring(4)));
                    key = "";
                } else if (line.startsWith("--- ")) {
                    key = line.substring(4).strip();
                } else if (!key.isEmpty()) {
                    cases.get(cases.size() - 1).fields.merge(key, line, (before, next) -> before + "\n" + next);
                }
            }
            cases.forEach(one -> one.fields.replaceAll((name, value) -> value.replaceFirst("\n+$", "")));
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
