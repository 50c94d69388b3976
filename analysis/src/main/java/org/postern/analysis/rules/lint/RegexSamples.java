// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.lint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.postern.analysis.rules.text.TextPattern;

/**
 * Makes texts that an expression matches, for messages that show what a rule does. It knows the usual forms of expressions; every text is
 * tried before it is given away, and where none passes there is none.
 */
final class RegexSamples {
    private static final int MOST = 4;
    private final String regex;
    private int position;

    private RegexSamples(String regex) {
        this.regex = regex;
    }

    /** Texts that the expression matches as a whole, or somewhere. */
    static List<String> of(TextPattern pattern, boolean whole) {
        Set<String> samples = new LinkedHashSet<>();
        try {
            samples.addAll(new RegexSamples(pattern.source().replaceFirst("^\\(\\?[a-z]+\\)", "")).alternatives());
        } catch (IndexOutOfBoundsException notUnderstood) {
            samples.clear();
        }
        samples.addAll(List.of("witness@witness.invalid", "witness", ""));
        return samples.stream().filter(text -> whole ? pattern.matches(text) : pattern.finds(text)).limit(MOST).toList();
    }

    private List<String> alternatives() {
        List<String> all = new ArrayList<>(sequence());
        while (position < regex.length() && regex.charAt(position) == '|') {
            position++;
            all.addAll(sequence());
        }
        return all.size() > MOST * 2 ? all.subList(0, MOST * 2) : all;
    }

    private List<String> sequence() {
        List<String> texts = List.of("");
        while (position < regex.length() && regex.charAt(position) != '|' && regex.charAt(position) != ')') {
            List<String> atom = quantified(atom());
            List<String> longer = new ArrayList<>();
            for (String text : texts) {
                for (String end : atom) {
                    if (longer.size() < MOST * 2) {
                        longer.add(text + end);
                    }
                }
            }
            texts = longer;
        }
        return texts;
    }

    private List<String> atom() {
        char c = regex.charAt(position++);
        return switch (c) {
            case '(' -> {
                if (regex.startsWith("?", position)) {
                    position = regex.indexOf(regex.startsWith("?P<", position) ? '>' : ':', position) + 1;
                }
                List<String> inside = alternatives();
                position++;
                yield inside;
            }
            case '[' -> List.of(charOfClass());
            case '\\' -> List.of(escaped());
            case '.' -> List.of("w");
            case '^', '$' -> List.of("");
            default -> List.of(String.valueOf(c));
        };
    }

    private List<String> quantified(List<String> atom) {
        if (position >= regex.length()) {
            return atom;
        }
        char c = regex.charAt(position);
        if (c == '{') {
            int least = Integer.parseInt(regex.substring(position + 1).split("[,}]", 2)[0]);
            position = regex.indexOf('}', position) + 1;
            return atom.stream().map(text -> text.repeat(least)).toList();
        }
        if (c == '?' || c == '*' || c == '+') {
            position++;
            if (position < regex.length() && regex.charAt(position) == '?') {
                position++;
            }
        }
        return atom;
    }

    private String charOfClass() {
        int start = position;
        boolean negated = regex.charAt(position) == '^';
        int end = regex.indexOf(']', position + (negated ? 2 : 1));
        position = end + 1;
        String content = regex.substring(start, end);
        if (negated) {
            return content.contains("w") ? "0" : "w";
        }
        return content.startsWith("\\") ? new RegexSamples(content).atom().get(0) : content.startsWith("[:") ? "w" : content.substring(0,
            1);
    }

    private String escaped() {
        char c = regex.charAt(position++);
        return switch (c) {
            case 'd' -> "7";
            case 'w', 'S', 'D' -> "w";
            case 's' -> " ";
            case 'b', 'B', 'A', 'z' -> "";
            case 't' -> "\t";
            default -> String.valueOf(c);
        };
    }
}
