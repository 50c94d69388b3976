// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

/**
 * One spam rule, ready to run.
 *
 * @param multiple whether matches are counted, for arithmetic in other rules
 * @param maxHits  the most matches that are counted
 */
record SpamRule(String name, SpamTest test, double score, String description, boolean multiple, int maxHits) {

    /** Rules whose names begin with two underscores only serve other rules. */
    boolean scores() {
        return !name.startsWith("__") && score != 0;
    }

    /** A score of zero switches a rule off, also for the rules that use it. */
    boolean runs() {
        return name.startsWith("__") || score != 0;
    }
}
