// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

/**
 * How much must have been learned before the models are asked: a few messages teach little but their own words.
 *
 * @param leastHam  ham messages, at least 1
 * @param leastSpam spam messages, at least 1
 */
public record LearningPolicy(int leastHam, int leastSpam) {
    public LearningPolicy {
        if (leastHam < 1 || leastSpam < 1) {
            throw new IllegalArgumentException("at least one message of each kind must be demanded");
        }
    }

    /** 200 of each, as SpamAssassin. */
    public static LearningPolicy defaults() {
        return new LearningPolicy(200, 200);
    }
}
