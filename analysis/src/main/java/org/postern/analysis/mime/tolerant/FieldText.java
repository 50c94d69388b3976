// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts that different programs take a structured field's value for. */
final class FieldText {
    private static final Pattern WORD = Pattern.compile("=\\?[^?\\s]{1,40}\\?([bBqQ])\\?([^?]{0,1000})\\?=");

    private FieldText() {
    }

    /** As written first; then without comments, and with encoded words decoded, where that differs. */
    static Set<String> readings(String value) {
        Set<String> readings = new LinkedHashSet<>();
        readings.add(value);
        if (value.indexOf('(') >= 0) {
            readings.add(withoutComments(value));
        }
        if (value.contains("=?")) {
            readings.add(decoded(value));
        }
        if (value.indexOf(0) >= 0) {
            readings.add(value.replace("\0", ""));
        }
        return readings;
    }

    static String withoutComments(String value) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                if (depth == 0) {
                    text.append(c).append(value.charAt(i + 1));
                }
                i++;
            } else if (c == '"' && depth == 0) {
                quoted = !quoted;
                text.append(c);
            } else if (c == '(' && !quoted) {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                text.append(c);
            }
        }
        return text.toString().strip();
    }

    static String decoded(String value) {
        Matcher words = WORD.matcher(value);
        StringBuilder text = new StringBuilder();
        while (words.find()) {
            boolean base64 = words.group(1).equalsIgnoreCase("b");
            words.appendReplacement(text, Matcher.quoteReplacement(base64 ? base64(words.group(2)) : quoted(words.group(2))));
        }
        return words.appendTail(text).toString();
    }

    static String percentDecoded(String text) {
        return hexDecoded(text, '%');
    }

    private static String quoted(String text) {
        return hexDecoded(text.replace('_', ' '), '=');
    }

    private static String base64(String text) {
        try {
            return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException notBase64) {
            return text;
        }
    }

    private static String hexDecoded(String text, char sign) {
        if (text.indexOf(sign) < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int high = text.charAt(i) == sign && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low >= 0) {
                decoded.append((char) (high << 4 | low));
                i += 2;
            } else {
                decoded.append(text.charAt(i));
            }
        }
        return decoded.toString();
    }
}
