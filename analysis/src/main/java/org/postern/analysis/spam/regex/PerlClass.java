// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a character class behind its opening bracket. */
final class PerlClass {
    private static final Pattern POSIX = Pattern.compile("\\[:(\\^?)([a-z]+):\\]");

    private final PerlCursor cursor;
    private final PerlEscapes escapes;
    private final PerlFlags flags;

    PerlClass(PerlCursor cursor, PerlEscapes escapes, PerlFlags flags) {
        this.cursor = cursor;
        this.escapes = escapes;
        this.flags = flags;
    }

    ByteSet read() {
        boolean negated = cursor.take('^');
        ByteSet set = ByteSet.NONE;
        boolean first = true;
        while (first || cursor.atEnd() || cursor.peek() != ']') {
            if (cursor.atEnd()) {
                throw new IllegalArgumentException("a character class has no end");
            }
            first = false;
            ByteSet several = several();
            set = set.or(several != null ? several : range(single()));
        }
        cursor.next();
        ByteSet folded = flags.anyCase() ? set.anyCase() : set;
        return negated ? folded.negated() : folded;
    }

    private ByteSet several() {
        Matcher posix = cursor.startsWith("[:") ? cursor.lookingAt(POSIX) : null;
        if (posix != null) {
            cursor.skip(posix.end() - posix.start());
            ByteSet set = posix(posix.group(2));
            return posix.group(1).isEmpty() ? set : set.negated();
        }
        if (cursor.startsWith("\\")) {
            cursor.next();
            ByteSet set = escapes.set();
            if (set == null) {
                cursor.skip(-1);
            }
            return set;
        }
        return null;
    }

    private int single() {
        char c = cursor.next();
        if (c != '\\') {
            return c;
        }
        char escaped = cursor.peekAfterBackslash();
        if (escaped == 'b') {
            cursor.next();
            return '\b';
        }
        return escaped >= '1' && escaped <= '7' ? escapes.octal(3) : escapes.octet();
    }

    private ByteSet range(int from) {
        if (!cursor.startsWith("-") || cursor.startsWith("-]") || cursor.rest(2).length() < 2) {
            return from < ByteSet.SIZE ? ByteSet.single(from) : ByteSet.NONE;
        }
        cursor.next();
        ByteSet several = several();
        if (several != null) {
            // As in [a-\d]: the sign between is meant as it stands.
            return several.or(ByteSet.single('-')).or(from < ByteSet.SIZE ? ByteSet.single(from) : ByteSet.NONE);
        }
        int to = single();
        if (to < from) {
            throw new IllegalArgumentException("a range of characters is turned round");
        }
        return ByteSet.range(from, to);
    }

    private static ByteSet posix(String name) {
        return switch (name) {
            case "word" -> ByteSet.WORD;
            case "digit" -> ByteSet.DIGIT;
            case "space" -> ByteSet.SPACE;
            case "alpha" -> ascii(Character::isLetter);
            case "alnum" -> ascii(Character::isLetterOrDigit);
            case "upper" -> ascii(Character::isUpperCase);
            case "lower" -> ascii(Character::isLowerCase);
            case "blank" -> ascii(c -> c == ' ' || c == '\t');
            case "cntrl" -> ascii(c -> c < ' ' || c == 0x7f);
            case "graph" -> ascii(c -> c > ' ' && c < 0x7f);
            case "print" -> ascii(c -> c >= ' ' && c < 0x7f);
            case "punct" -> ascii(c -> c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c));
            case "xdigit" -> ascii(c -> Character.digit(c, 16) >= 0);
            case "ascii" -> ascii(c -> true);
            default -> throw new IllegalArgumentException("unknown character class [:" + name + ":]");
        };
    }

    private static ByteSet ascii(IntPredicate predicate) {
        return ByteSet.of(c -> c < 0x80 && predicate.test(c));
    }
}
