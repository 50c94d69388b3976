// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an eval test says of a message.
 *
 * @param state       whether it matched
 * @param count       the value that meta rules see, 1 for an ordinary hit
 * @param evidence    what matched, for the report
 * @param score       points in place of the rule's own
 * @param description text in place of the rule's own
 * @param reason      why it is unknown, empty otherwise
 */
public record EvalOutcome(State state, int count, Optional<String> evidence, OptionalDouble score, Optional<String> description,
                          String reason) {
    private static final EvalOutcome MISS = new EvalOutcome(State.MISS, 0, Optional.empty(), OptionalDouble.empty(), Optional.empty(), "");
    private static final EvalOutcome HIT = new EvalOutcome(State.HIT, 1, Optional.empty(), OptionalDouble.empty(), Optional.empty(), "");

    /** The three answers; what could not be found out is not a miss. */
    public enum State {
        HIT,
        MISS,
        UNKNOWN
    }

    public static EvalOutcome miss() {
        return MISS;
    }

    public static EvalOutcome hit() {
        return HIT;
    }

    public static EvalOutcome of(boolean hit) {
        return hit ? HIT : MISS;
    }

    /** A hit with the text that caused it. */
    public static EvalOutcome hit(String evidence) {
        return new EvalOutcome(State.HIT, 1, Optional.of(evidence), OptionalDouble.empty(), Optional.empty(), "");
    }

    /** No answer, and why, for people. */
    public static EvalOutcome unknown(String reason) {
        return new EvalOutcome(State.UNKNOWN, 0, Optional.empty(), OptionalDouble.empty(), Optional.empty(), reason);
    }

    /** The same hit counted so often. */
    public EvalOutcome times(int newCount) {
        return new EvalOutcome(state, newCount, evidence, score, description, reason);
    }

    /** The same hit with its own points. */
    public EvalOutcome scoring(double points) {
        return new EvalOutcome(state, count, evidence, OptionalDouble.of(points), description, reason);
    }

    /** The same hit with its own description. */
    public EvalOutcome described(String text) {
        return new EvalOutcome(state, count, evidence, score, Optional.of(text), reason);
    }
}
