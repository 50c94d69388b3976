// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds in a regular expression the texts of which at least one must occur in whatever it matches, so that most rules need not run on
 * most messages. When in doubt it finds none, which costs time and never a match.
 */
final class RequiredLiterals {
    private static final int SHORTEST = 3;
    private static final int MOST = 64;

    private final String regex;
    private int position;

    private RequiredLiterals(String regex) {
        this.regex = regex;
    }

    static List<String> of(String regex) {
        RequiredLiterals reader = new RequiredLiterals(regex);
        List<String> found = reader.alternatives();
        return reader.position == regex.length() ? found : List.of();
    }

    /** Alternatives up to a closing parenthesis or the end: each must give something, or the whole gives nothing. */
    private List<String> alternatives() {
        List<String> all = new ArrayList<>();
        boolean complete = true;
        boolean more = true;
        while (more) {
            List<String> one = sequence();
            complete &= !one.isEmpty();
            all.addAll(one);
            more = position < regex.length() && regex.charAt(position) == '|';
            if (more) {
                position++;
            }
        }
        return complete && all.size() <= MOST ? all : List.of();
    }

    private List<String> sequence() {
        List<String> best = List.of();
        StringBuilder run = new StringBuilder();
        while (position < regex.length() && regex.charAt(position) != '|' && regex.charAt(position) != ')') {
            char c = regex.charAt(position);
            int literal = literalHere(c);
            List<String> group = List.of();
            if (literal >= 0) {
                run.append((char) literal);
            } else if (c == '(') {
                best = better(best, run);
                group = group();
            } else if (c == '[') {
                best = better(best, run);
                skipClass();
            } else {
                best = better(best, run);
                skipOther(c);
            }
            int least = quantifier();
            if (least == 0) {
                run.setLength(Math.max(0, run.length() - (literal >= 0 ? 1 : 0)));
                best = better(best, run);
            } else {
                best = better(best, group);
                if (least > 0) {
                    best = better(best, run);
                }
            }
        }
        return better(best, run);
    }

    /** The character that stands for itself here, which is consumed; -1 when what stands here is something else. */
    private int literalHere(char c) {
        if (c == '\\') {
            char next = regex.charAt(position + 1);
            if (Character.isLetterOrDigit(next)) {
                return -1;
            }
            position += 2;
            return next;
        }
        if ("([.^$".indexOf(c) >= 0) {
            return -1;
        }
        position++;
        return c;
    }

    private void skipOther(char c) {
        if (c != '\\') {
            position++;
            return;
        }
        char kind = regex.charAt(position + 1);
        position += 2;
        if (position < regex.length() && regex.charAt(position) == '{' && "xpPNgk".indexOf(kind) >= 0) {
            position = regex.indexOf('}', position) + 1;
        } else if (kind == 'x') {
            position = Math.min(regex.length(), position + 2);
        } else if (kind == 'c') {
            position = Math.min(regex.length(), position + 1);
        } else if (kind == 'k') {
            position = regex.indexOf('>', position) + 1;
        } else if (kind == 'Q' || kind == 'E') {
            position = regex.length() + 1;
        }
    }

    private List<String> group() {
        position++;
        boolean plain = true;
        if (regex.startsWith("?", position)) {
            if (regex.startsWith("?:", position)) {
                position += 2;
            } else {
                plain = false;
                position++;
                while (position < regex.length() && "=!<>:)".indexOf(regex.charAt(position)) < 0) {
                    position++;
                }
                if (position < regex.length() && regex.charAt(position) != ')') {
                    position++;
                }
            }
        }
        List<String> inside = alternatives();
        position++;
        return plain ? inside : List.of();
    }

    private void skipClass() {
        position++;
        while (position < regex.length() && regex.charAt(position) != ']') {
            position += regex.charAt(position) == '\\' ? 2 : 1;
        }
        position++;
    }

    /** Consumes a quantifier; answers how often at least the item before stands there, -1 when there is no quantifier. */
    private int quantifier() {
        if (position >= regex.length()) {
            return -1;
        }
        char c = regex.charAt(position);
        int least;
        if (c == '?' || c == '*') {
            least = 0;
            position++;
        } else if (c == '+') {
            least = 1;
            position++;
        } else if (c == '{') {
            int end = regex.indexOf('}', position);
            least = regex.charAt(position + 1) == '0' ? 0 : 1;
            position = end + 1;
        } else {
            return -1;
        }
        if (position < regex.length() && (regex.charAt(position) == '?' || regex.charAt(position) == '+')) {
            position++;
        }
        return least;
    }

    private static List<String> better(List<String> best, StringBuilder run) {
        String literal = run.toString().toLowerCase(Locale.ROOT);
        run.setLength(0);
        return literal.length() < SHORTEST ? best : better(best, List.of(literal));
    }

    private static List<String> better(List<String> best, List<String> other) {
        return shortest(other) > shortest(best) ? other : best;
    }

    private static int shortest(List<String> literals) {
        return literals.stream().mapToInt(String::length).min().orElse(0);
    }
}
