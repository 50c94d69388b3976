// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import java.util.Locale;

/**
 * A header field as received, one character for each byte.
 *
 * @param name as written, without white space before the colon
 * @param text the whole field with its colon and folds, line ends as CRLF, without the last one
 */
public record RawField(String name, String text) {

    /** What follows the colon. */
    public String value() {
        return text.substring(text.indexOf(':') + 1);
    }

    public boolean named(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** The field in the form that is signed, without the last line end. */
    public String canonical(boolean relaxed) {
        return relaxed ? relaxed(name, value()) : text;
    }

    private static String relaxed(String name, String value) {
        StringBuilder out = new StringBuilder(name.toLowerCase(Locale.ROOT)).append(':');
        boolean space = false;
        boolean first = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n') {
                continue;
            }
            if (c == ' ' || c == '\t') {
                space = true;
                continue;
            }
            if (space && !first) {
                out.append(' ');
            }
            out.append(c);
            space = false;
            first = false;
        }
        return out.toString();
    }
}
