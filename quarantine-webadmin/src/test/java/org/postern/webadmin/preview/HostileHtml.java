// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.preview;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Pieces of HTML that try to run something, load something or break out. */
public final class HostileHtml {

    private HostileHtml() {
    }

    public static List<String> all() {
        try (InputStream in = HostileHtml.class.getResourceAsStream("hostile-html.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                .map(HostileHtml::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                i++;
                text.append(switch (line.charAt(i)) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case '0' -> '\0';
                    case 'v' -> '\u000b';
                    case 'f' -> '\f';
                    case '1' -> '\u0001';
                    case 'u' -> '\ufeff';
                    default -> line.charAt(i);
                });
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
