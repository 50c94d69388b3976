// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

/** Takes the first address or the first display name out of an address field, forgiving what is badly written. */
final class MailboxText {
    private MailboxText() {
    }

    static String address(String field) {
        int close = closingBracket(field);
        int open = close < 0 ? -1 : field.lastIndexOf('<', close);
        if (open >= 0) {
            return field.substring(open + 1, close).strip();
        }
        for (String word : field.split("[\\s,;()\"]+")) {
            if (word.indexOf('@') > 0) {
                return word;
            }
        }
        return "";
    }

    static String name(String field) {
        int open = field.indexOf('<');
        if (open >= 0) {
            String name = field.substring(0, open).strip();
            boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
            return quoted ? name.substring(1, name.length() - 1).replace("\\\"", "\"") : name;
        }
        int comment = field.indexOf('(');
        int end = field.indexOf(')', comment + 1);
        return comment >= 0 && end > comment ? field.substring(comment + 1, end).strip() : "";
    }

    /** The bracket that closes the first address; one inside a quoted name does not count. */
    private static int closingBracket(String field) {
        boolean quoted = false;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '>' && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
