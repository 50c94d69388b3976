// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

/**
 * How much work spam rules may do on one message. Work is counted in characters that regular expressions look at, so that the same
 * message gives the same answer on every machine.
 *
 * @param stepsPerRule    characters one rule may look at
 * @param stepsPerMessage characters all rules together may look at
 */
public record SpamBudget(long stepsPerRule, long stepsPerMessage) {
    public SpamBudget {
        if (stepsPerRule < 1 || stepsPerMessage < 1) {
            throw new IllegalArgumentException("a budget must be at least one step");
        }
    }

    /** Two million a rule and fifty million a message: some milliseconds, some tenths of a second. */
    public static SpamBudget defaults() {
        return new SpamBudget(2_000_000, 50_000_000);
    }
}
