// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.regex.Pattern;

/** Checks the texts of actions when a rule set is read, so that none fails later, on somebody's mail. */
final class ActionTexts {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>(),;:@\"\\[\\]\\\\]{1,64}@[^\\s<>(),;:@\"]{1,255}");
    private static final int LONGEST_REPLY = 200;

    private ActionTexts() {
    }

    static void requireFieldName(String field) {
        if (field.isEmpty() || !field.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')) {
            throw new IllegalArgumentException("not a header field name: " + field);
        }
    }

    static void requireLength(String key, String text, int most) {
        if (text.length() > most) {
            throw new IllegalArgumentException(key + " is longer than " + most + " characters");
        }
    }

    static void requireText(String key, String text, int most) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(key + " is empty");
        }
        requireLength(key, text, most);
    }

    static void requireAddress(String key, String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException(key + " is not a mail address: " + text);
        }
    }

    static void requireReply(String key, String text) {
        requireText(key, text, LONGEST_REPLY);
        if (!text.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw new IllegalArgumentException(key + " must be one line of printable ASCII");
        }
    }
}
