// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The points of a rule in the four score sets. */
record Scores(double local, double network, double learner, double both) {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(?:\\.\\d*)?|[-+]?\\.\\d+");
    private static final Pattern RELATIVE = Pattern.compile("\\((.*)\\)");
    private static final double TESTING = 0.01;

    static Scores all(double points) {
        return new Scores(points, points, points, points);
    }

    /** What a rule without a score gets. */
    static Scores usual(String rule, boolean nice) {
        double points = rule.startsWith("T_") ? TESTING : 1;
        return all(nice ? -points : points);
    }

    /**
     * One value or four; in parentheses they are added to the score so far.
     *
     * @throws IllegalArgumentException when they are none
     */
    static Scores parse(String text, Optional<Scores> before) {
        String[] values = SPACES.split(text);
        if (values.length != 1 && values.length != ScoreSet.COUNT) {
            throw new IllegalArgumentException("score takes one value or four");
        }
        boolean relative = false;
        double[] points = new double[ScoreSet.COUNT];
        for (int i = 0; i < points.length; i++) {
            String value = values[values.length == 1 ? 0 : i];
            Matcher inside = RELATIVE.matcher(value);
            if (inside.matches()) {
                relative = true;
                value = inside.group(1);
            }
            if (!NUMBER.matcher(value).matches() || value.length() > 30) {
                throw new IllegalArgumentException("not a score: " + value);
            }
            points[i] = Double.parseDouble(value);
        }
        if (relative && before.isEmpty()) {
            throw new IllegalArgumentException("a score relative to none");
        }
        return new Scores(points[0], points[1], points[2], points[3]).plus(relative ? before.orElseThrow() : all(0));
    }

    private Scores plus(Scores other) {
        return new Scores(local + other.local, network + other.network, learner + other.learner, both + other.both);
    }

    double in(ScoreSet set) {
        return switch (set) {
            case LOCAL -> local;
            case NETWORK -> network;
            case LEARNER -> learner;
            case NETWORK_AND_LEARNER -> both;
        };
    }

    boolean ever() {
        return Arrays.stream(ScoreSet.values()).anyMatch(set -> in(set) != 0);
    }
}
