// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

/** Which of the four scores of a rule counts: they differ by what else had a say in the message. */
public enum ScoreSet {
    /** Neither network tests nor the learner. */
    LOCAL,
    /** Network tests without the learner. */
    NETWORK,
    /** The learner without network tests. */
    LEARNER,
    /** Both. */
    NETWORK_AND_LEARNER;

    static final int COUNT = 4;

    public static ScoreSet of(boolean network, boolean learner) {
        return values()[(network ? 1 : 0) + (learner ? 2 : 0)];
    }

    boolean network() {
        return this == NETWORK || this == NETWORK_AND_LEARNER;
    }

    boolean learner() {
        return this == LEARNER || this == NETWORK_AND_LEARNER;
    }
}
