// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.text.DomainBoundaries;
import org.postern.analysis.spam.text.Octets;

/** Finds mail addresses under real top level domains in running text. */
final class MailAddressFinder {
    private static final String LOCAL = "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]";
    private static final String ADDRESS = "(?=.{0,64}@)(?<!" + LOCAL + ")(" + LOCAL + "+(?:\\." + LOCAL + "+)*@(?:[a-zA-Z0-9]"
        + "(?:[a-zA-Z0-9-]{0,59}[a-zA-Z0-9])?\\.){1,4}([a-zA-Z0-9-]{2,63}+))(?!\\.[a-zA-Z0-9])";
    private static final int LONGEST_LOCAL = 65;
    private static final Pattern PLAIN = Pattern.compile(ADDRESS);
    /** An address in angle brackets, or one before what looks like a label of a form. */
    private static final Pattern QUOTED = Pattern.compile("<?(?<!mailto:)" + ADDRESS
        + "(?:>|\\s{1,10}(?!(?i:fa(?:x|csi)|tel|phone|e?-?mail))[a-zA-Z]{2,11}:)");

    private final DomainBoundaries boundaries;

    MailAddressFinder(DomainBoundaries boundaries) {
        this.boundaries = boundaries;
    }

    /** Calls the receiver with each address in small letters until it answers false; whether it never did. */
    boolean find(EvalContext context, String line, BiPredicate<String, Integer> receiver) {
        return each(PLAIN, context, line, receiver);
    }

    /** The line without addresses of other people that it quotes. */
    String withoutQuoted(EvalContext context, String line) {
        if (line.indexOf('@') < 0) {
            return line;
        }
        StringBuilder kept = new StringBuilder();
        Matcher matcher = matcher(QUOTED, context, line);
        int at = 0;
        int from = 0;
        while (finds(matcher, line, from)) {
            if (boundaries.isTopLevel(Octets.lower(matcher.group(2)))) {
                kept.append(line, at, matcher.start()).append(' ');
                at = matcher.end();
                from = matcher.end();
            } else {
                from = matcher.start() + 1;
            }
        }
        return at == 0 ? line : kept.append(line, at, line.length()).toString();
    }

    private static Matcher matcher(Pattern pattern, EvalContext context, String line) {
        return pattern.matcher(context.watch(line)).useTransparentBounds(true).useAnchoringBounds(false);
    }

    /** The next match from this place on; only the places just before a sign that every address has are tried. */
    private static boolean finds(Matcher matcher, String line, int from) {
        for (int at = line.indexOf('@', from); at >= 0; at = line.indexOf('@', at + 1)) {
            int start = at;
            while (start > from && at - start < LONGEST_LOCAL && isLocal(line.charAt(start - 1))) {
                start--;
            }
            if (start > from && line.charAt(start - 1) == '<') {
                start--;
            }
            for (; start < at; start++) {
                if (matcher.region(start, line.length()).lookingAt()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isLocal(char c) {
        return Octets.isAlphanumeric(c) || ".!#$%&'*+/=?^_`{|}~-".indexOf(c) >= 0;
    }

    private boolean each(Pattern pattern, EvalContext context, String line, BiPredicate<String, Integer> receiver) {
        if (line.indexOf('@') < 0) {
            return true;
        }
        Matcher matcher = matcher(pattern, context, line);
        int from = 0;
        while (finds(matcher, line, from)) {
            if (!boundaries.isTopLevel(Octets.lower(matcher.group(2)))) {
                from = matcher.start() + 1;
                continue;
            }
            if (!receiver.test(Octets.lower(matcher.group(1)), matcher.start())) {
                return false;
            }
            from = matcher.end();
        }
        return true;
    }
}
