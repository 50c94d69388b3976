// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.digest;

import java.time.Instant;
import java.util.UUID;

/**
 * Sees to it that of all nodes one sends a report: a node takes it, for ten minutes, and settles it before it sends. Every method throws
 * {@link org.postern.gateway.StorageUnavailableException} when the store cannot be asked.
 */
public interface DigestRuns {

    /** How a node fares that wants to send a report. */
    enum Taking {
        /** It is this node's. */
        TAKEN,
        /** Another has it, and may yet fail. */
        BUSY,
        /** It was sent, or there was nothing to send. */
        SETTLED
    }

    /**
     * Takes a report.
     *
     * @param owner main address of the person
     * @param due   when it was to be sent
     * @param token names this attempt
     */
    Taking take(String owner, Instant due, UUID token);

    /** Settles what was taken, for three days; {@code false} when it was lost to another meanwhile and must not be sent. */
    boolean settle(String owner, Instant due, UUID token);

    /** Gives back what was taken or settled and could not be sent. */
    void giveBack(String owner, Instant due, UUID token);
}
