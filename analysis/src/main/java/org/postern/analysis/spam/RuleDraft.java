// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One rule being put together from the lines that speak of it, in whatever order they come. */
final class RuleDraft {
    private static final Pattern MAX_HITS = Pattern.compile("maxhits=(\\d{1,6})");
    private static final double TESTING = 0.01;

    private final String name;
    private String kind = "";
    private String definition = "";
    private String file = "";
    private int line;
    private OptionalDouble score = OptionalDouble.empty();
    private String description = "";
    private Set<String> flags = Set.of();

    RuleDraft(String name) {
        this.name = name;
    }

    void define(String newKind, String newDefinition, String newFile, int newLine) {
        kind = newKind;
        definition = newDefinition;
        file = newFile;
        line = newLine;
    }

    /** One value, or four of which the first, for local tests alone, is taken; in parentheses it is added to the score so far. */
    void score(String text) {
        String[] values = text.split("\\s+");
        if (values.length != 1 && values.length != 4) {
            throw new IllegalArgumentException("score takes one value or four");
        }
        String value = values[0];
        boolean relative = value.startsWith("(") && value.endsWith(")");
        double points;
        try {
            points = Double.parseDouble(relative ? value.substring(1, value.length() - 1) : value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a score: " + value, e);
        }
        if (!Double.isFinite(points)) {
            throw new IllegalArgumentException("not a score: " + value);
        }
        score = OptionalDouble.of(relative ? points() + points : points);
    }

    void describe(String text) {
        description = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    void flags(String text) {
        flags = new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split("\\s+")));
    }

    boolean switchedOff() {
        return score.isPresent() && score.getAsDouble() == 0 && !name.startsWith("__");
    }

    RuleWarning warning(String message) {
        return new RuleWarning(file, line, name + ": " + message);
    }

    /** The finished rule; nothing when no line says what it tests. */
    Optional<SpamRule> compile() {
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        SpamTest test = new TestParser(kind, definition).test();
        int maxHits = flags.stream().map(MAX_HITS::matcher).filter(Matcher::matches).mapToInt(found -> Integer.parseInt(found.group(1)))
            .filter(hits -> hits > 0).findFirst().orElse(Integer.MAX_VALUE);
        return Optional.of(new SpamRule(name, test, points(), description, flags.contains("multiple"), maxHits));
    }

    private double points() {
        if (score.isPresent()) {
            return score.getAsDouble();
        }
        double usual = name.startsWith("T_") ? TESTING : 1;
        return flags.contains("nice") ? -usual : usual;
    }
}
