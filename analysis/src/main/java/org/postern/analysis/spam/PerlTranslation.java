// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites what Perl and the JDK read differently: character classes, literal braces, octal escapes. */
final class PerlTranslation {
    private static final Pattern POSIX = Pattern.compile("\\[:(\\^?)([a-z]+):\\]");
    private static final Pattern QUANTIFIER = Pattern.compile("\\{\\d+(?:,\\d*)?\\}");

    private final String perl;
    private final boolean comments;
    private final StringBuilder out = new StringBuilder();
    private int position;

    PerlTranslation(String perl, boolean comments) {
        this.perl = perl;
        this.comments = comments;
    }

    String translated() {
        while (position < perl.length()) {
            char c = perl.charAt(position);
            if (c == '\\') {
                escape();
            } else if (c == '[') {
                characterClass();
            } else if (c == '{' && !quantifierHere()) {
                out.append("\\{");
                position++;
            } else {
                out.append(c);
                position++;
            }
        }
        return out.toString();
    }

    private boolean quantifierHere() {
        Matcher matcher = QUANTIFIER.matcher(perl);
        return position > 0 && matcher.region(position, perl.length()).lookingAt();
    }

    private void escape() {
        if (position + 1 >= perl.length()) {
            throw new IllegalArgumentException("the regular expression ends with a backslash");
        }
        char next = perl.charAt(position + 1);
        if (next == '0') {
            int end = position + 2;
            while (end < perl.length() && end < position + 4 && perl.charAt(end) >= '0' && perl.charAt(end) <= '7') {
                end++;
            }
            out.append(String.format("\\x%02x", Integer.parseInt(perl.substring(position + 1, end), 8)));
            position = end;
            return;
        }
        if ("xpPNgkc".indexOf(next) >= 0 && position + 2 < perl.length() && perl.charAt(position + 2) == '{') {
            int end = perl.indexOf('}', position);
            int stop = end < 0 ? position + 2 : end + 1;
            out.append(perl, position, stop);
            position = stop;
            return;
        }
        out.append('\\').append(next);
        position += 2;
    }

    private void characterClass() {
        out.append('[');
        position++;
        if (position < perl.length() && perl.charAt(position) == '^') {
            out.append('^');
            position++;
        }
        boolean first = true;
        while (position < perl.length()) {
            char c = perl.charAt(position);
            if (c == ']' && !first) {
                out.append(']');
                position++;
                return;
            }
            first = false;
            classItem(c);
        }
        throw new IllegalArgumentException("a character class has no end");
    }

    private void classItem(char c) {
        Matcher posix = POSIX.matcher(perl).region(position, perl.length());
        if (c == '\\') {
            escape();
        } else if (c == '[' && posix.lookingAt()) {
            out.append(posix.group(1).isEmpty() ? "\\p{" : "\\P{").append(posixName(posix.group(2))).append('}');
            position = posix.end();
        } else {
            boolean special = c == '[' || c == ']' || c == '&' || comments && (c == '#' || Character.isWhitespace(c));
            out.append(special ? "\\" : "").append(c);
            position++;
        }
    }

    private static String posixName(String name) {
        return switch (name) {
            case "alpha", "digit", "alnum", "upper", "lower", "punct", "graph", "print", "blank", "cntrl", "space" ->
                Character.toUpperCase(name.charAt(0)) + name.substring(1);
            case "xdigit" -> "XDigit";
            default -> throw new IllegalArgumentException("unknown character class [:" + name + ":]");
        };
    }
}
