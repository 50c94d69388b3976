// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds in an RE2 expression the texts that must occur in whatever it matches, so that most of a large rule set's expressions need not
 * run. All of them count, since the longest is often the one that every address or link has. When in doubt it finds none, which costs
 * time and never a match.
 */
final class RequiredLiterals {
    private static final int MOST = 32;
    /** Escapes that stand for a class or a place and have no argument. */
    private static final String SIMPLE_ESCAPES = "bBAzdDwWsSnrtfv";

    private final String regex;
    private int position;
    private boolean understood = true;

    private RequiredLiterals(String regex) {
        this.regex = regex;
    }

    /**
     * Sets of texts: of each set at least one text must occur. Lower-case ASCII texts of at least {@link LiteralScan#SHORTEST}
     * characters; no set when nothing is known to be required.
     */
    static List<List<String>> of(String regex) {
        RequiredLiterals reader = new RequiredLiterals(regex);
        List<List<String>> found = reader.alternatives();
        return reader.understood && reader.position == regex.length() ? found : List.of();
    }

    private List<List<String>> alternatives() {
        List<List<String>> first = sequence();
        if (!understood || !here('|')) {
            return first;
        }
        List<String> all = new ArrayList<>(best(first));
        boolean complete = !first.isEmpty();
        while (understood && here('|')) {
            position++;
            List<String> one = best(sequence());
            complete &= !one.isEmpty();
            all.addAll(one);
        }
        return complete && all.size() <= MOST ? List.of(all) : List.of();
    }

    private List<List<String>> sequence() {
        List<List<String>> required = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        while (understood && position < regex.length() && !here('|') && !here(')')) {
            List<List<String>> group = List.of();
            int literal = -1;
            if (here('(')) {
                group = group();
            } else {
                literal = atom();
            }
            boolean optional = quantified();
            boolean repeated = position > 0 && !optional && regex.charAt(position - 1) == '+' && literal != '+';
            if (literal >= 0 && !optional) {
                run.append((char) literal);
            }
            if (literal < 0 || optional || repeated) {
                end(run, required);
            }
            if (!optional) {
                required.addAll(group);
            }
        }
        end(run, required);
        return required;
    }

    /** Consumes one character, class or escape; the character that stands for itself, or -1. */
    private int atom() {
        char c = regex.charAt(position++);
        if (c == '[') {
            skipClass();
            return -1;
        }
        if (c == '\\') {
            return escape();
        }
        return c == '.' || c == '^' || c == '$' || c > 127 ? -1 : c;
    }

    private int escape() {
        if (position >= regex.length()) {
            understood = false;
            return -1;
        }
        char c = regex.charAt(position++);
        if (SIMPLE_ESCAPES.indexOf(c) >= 0) {
            return -1;
        }
        if (Character.isLetterOrDigit(c) || c > 127) {
            understood = false;
            return -1;
        }
        return c;
    }

    private List<List<String>> group() {
        position++;
        if (here('?')) {
            if (!regex.startsWith("?:", position)) {
                understood = false;
                return List.of();
            }
            position += 2;
        }
        List<List<String>> inside = alternatives();
        if (!here(')')) {
            understood = false;
        }
        position++;
        return inside;
    }

    private void skipClass() {
        if (here('^')) {
            position++;
        }
        boolean first = true;
        while (position < regex.length() && (first || !here(']'))) {
            first = false;
            if (regex.startsWith("[:", position)) {
                int end = regex.indexOf(":]", position);
                position = end < 0 ? regex.length() : end + 2;
            } else {
                position += here('\\') ? 2 : 1;
            }
        }
        position++;
    }

    /** Consumes quantifiers; whether the item before may be left out, or its number is not known to be one at least. */
    private boolean quantified() {
        boolean optional = false;
        while (position < regex.length() && "*+?{".indexOf(regex.charAt(position)) >= 0) {
            if (here('{')) {
                int end = regex.indexOf('}', position);
                if (end < 0) {
                    understood = false;
                    return true;
                }
                optional = true;
                position = end + 1;
            } else {
                optional |= !here('+');
                position++;
            }
        }
        return optional;
    }

    private boolean here(char c) {
        return position < regex.length() && regex.charAt(position) == c;
    }

    private static void end(StringBuilder run, List<List<String>> required) {
        if (run.length() >= LiteralScan.SHORTEST) {
            required.add(List.of(run.toString().toLowerCase(Locale.ROOT)));
        }
        run.setLength(0);
    }

    private static List<String> best(List<List<String>> required) {
        List<String> best = List.of();
        for (List<String> one : required) {
            best = shortest(one) > shortest(best) ? one : best;
        }
        return best;
    }

    private static int shortest(List<String> literals) {
        return literals.stream().mapToInt(String::length).min().orElse(0);
    }
}
