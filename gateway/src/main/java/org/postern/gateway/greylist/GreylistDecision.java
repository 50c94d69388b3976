// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import java.time.Duration;

/**
 * Whether an attempt may go on.
 */
public sealed interface GreylistDecision {

    /** The attempt may go on. */
    record Pass() implements GreylistDecision {
    }

    /**
     * The client shall come back.
     *
     * @param remaining time until a retry of this triplet passes, more than zero
     */
    record Defer(Duration remaining) implements GreylistDecision {

        /** The remaining time in whole seconds, rounded up, at least 1. */
        public long remainingSeconds() {
            return remaining.plusSeconds(1).minusNanos(1).toSeconds();
        }
    }

    default boolean passes() {
        return this instanceof Pass;
    }
}
