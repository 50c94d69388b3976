// SPDX-License-Identifier: Apache-2.0
package org.postern.server.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The last lines a child printed: they usually say why it died.
 */
final class OutputTail {
    private static final int LINES = 15;

    private OutputTail() {
    }

    static String of(Path output) {
        try {
            List<String> lines = Files.readAllLines(output, StandardCharsets.ISO_8859_1);
            return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(its output in " + output + " cannot be read: " + unreadable.getMessage() + ")";
        }
    }
}
