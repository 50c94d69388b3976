// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads command lines of settings. No shell takes part, so that a file name or a setting can never become a command.
 */
final class CommandLine {
    static final String ALLOWED = "a program by its absolute path, and its arguments separated by blanks, in double quotes where they hold"
        + " blanks";
    static final String ABSOLUTE_PATH = "an absolute path";

    private CommandLine() {
    }

    /** Program and arguments; throws IllegalArgumentException when the program is no absolute path or a quote is not closed. */
    static List<String> parse(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (char c : text.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
                begun = true;
            } else if (Character.isWhitespace(c) && !quoted) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a quote is not closed");
        }
        if (begun) {
            words.add(word.toString());
        }
        absolutePath(words.isEmpty() ? "" : words.get(0));
        return List.copyOf(words);
    }

    static String absolutePath(String text) {
        if (!Path.of(text).isAbsolute()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
