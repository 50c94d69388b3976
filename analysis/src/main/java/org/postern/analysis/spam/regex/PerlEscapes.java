// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads what stands behind a backslash, inside and outside of character classes. */
final class PerlEscapes {
    private static final int WIDE = 0x10ffff;

    private final PerlCursor cursor;

    PerlEscapes(PerlCursor cursor) {
        this.cursor = cursor;
    }

    /** A place that the letter asks for, null when it does not. */
    static RegexNode place(char c) {
        return switch (c) {
            case 'A' -> new RegexNode.Place(RegexNode.At.TEXT_START);
            case 'Z' -> new RegexNode.Place(RegexNode.At.LAST_LINE_END);
            case 'z' -> new RegexNode.Place(RegexNode.At.TEXT_END);
            case 'G' -> new RegexNode.Place(RegexNode.At.MATCH_START);
            case 'b' -> new RegexNode.Place(RegexNode.At.WORD_EDGE);
            case 'B' -> new RegexNode.Place(RegexNode.At.NO_WORD_EDGE);
            default -> null;
        };
    }

    /** The set that the letter here stands for, consumed; null when it stands for none. */
    ByteSet set() {
        char c = cursor.peekAfterBackslash();
        ByteSet set = switch (Character.toLowerCase(c)) {
            case 'd' -> ByteSet.DIGIT;
            case 'w' -> ByteSet.WORD;
            case 's' -> ByteSet.SPACE;
            case 'h' -> ByteSet.HORIZONTAL;
            case 'v' -> ByteSet.VERTICAL;
            default -> null;
        };
        if (set != null) {
            cursor.next();
            return Character.isUpperCase(c) ? set.negated() : set;
        }
        if (c == 'N') {
            cursor.next();
            return cursor.startsWith("{") ? ByteSet.single(named()) : ByteSet.NOT_NEWLINE;
        }
        if (c == 'p' || c == 'P') {
            cursor.next();
            return property(c == 'P');
        }
        return null;
    }

    private int named() {
        cursor.next();
        String name = cursor.upTo('}');
        if (!name.matches("U\\+00[0-9A-Fa-f]{2}")) {
            throw new IllegalArgumentException("the character \\N{" + name + "} is not supported");
        }
        return Integer.parseInt(name.substring(2), 16);
    }

    private ByteSet property(boolean negated) {
        String name = cursor.take('{') ? cursor.upTo('}').strip() : String.valueOf(cursor.next());
        boolean inverted = name.startsWith("^");
        String plain = inverted ? name.substring(1) : name;
        String known = switch (plain) {
            case "L&", "LC" -> "L";
            case "XPosixSpace", "Space", "SpacePerl" -> "IsWhite_Space";
            default -> plain.startsWith("Posix") ? plain.substring("Posix".length()) : plain;
        };
        ByteSet set;
        try {
            Pattern pattern = Pattern.compile("\\p{" + known + "}");
            set = ByteSet.of(octet -> pattern.matcher(String.valueOf((char) octet)).matches());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("the property \\p{" + name + "} is not supported", e);
        }
        return negated == inverted ? set : set.negated();
    }

    /** The code of the one character that stands here; above 255 for what no octet can be. */
    int octet() {
        char c = cursor.next();
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'e' -> 0x1b;
            case 'a' -> 0x07;
            case 'c' -> Character.toUpperCase(cursor.next()) ^ 0x40;
            case 'x' -> hexadecimal();
            case 'o' -> braced(8);
            case '0' -> octal(2);
            default -> c;
        };
    }

    private int hexadecimal() {
        if (cursor.startsWith("{")) {
            return braced(16);
        }
        int value = 0;
        for (int i = 0; i < 2 && !cursor.atEnd() && Character.digit(cursor.peek(), 16) >= 0; i++) {
            value = value * 16 + Character.digit(cursor.next(), 16);
        }
        return value;
    }

    private int braced(int radix) {
        if (!cursor.take('{')) {
            throw new IllegalArgumentException("a character code lacks its brace");
        }
        String digits = cursor.upTo('}').replace("_", "").strip();
        try {
            return digits.isEmpty() ? 0 : Math.min(WIDE, Integer.parseInt(digits, radix));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a character code: " + digits, e);
        }
    }

    /** Up to so many octal digits. */
    int octal(int most) {
        int value = 0;
        int taken = 0;
        while (taken < most && !cursor.atEnd() && Character.digit(cursor.peek(), 8) >= 0) {
            value = value * 8 + Character.digit(cursor.next(), 8);
            taken++;
        }
        if (taken == 0 && most > 2) {
            throw new IllegalArgumentException("a reference to a group that does not exist");
        }
        return value;
    }
}
