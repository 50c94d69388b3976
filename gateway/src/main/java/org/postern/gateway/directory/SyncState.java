// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.time.Instant;
import java.util.Optional;

/**
 * How the last reading of a directory goes or went, the same on every node.
 *
 * @param status   what became of it
 * @param node     the node that reads
 * @param started  when it began
 * @param finished when it ended
 * @param entries  entries read so far
 * @param problem  why it failed
 */
public record SyncState(Status status, String node, Instant started, Optional<Instant> finished, long entries, Optional<String> problem) {
    /** What became of a reading. */
    public enum Status {
        RUNNING,
        DONE,
        /** What was read before is still used. */
        FAILED
    }

    static SyncState running(String node, Instant started, long entries) {
        return new SyncState(Status.RUNNING, node, started, Optional.empty(), entries, Optional.empty());
    }

    SyncState done(Instant now, long read) {
        return new SyncState(Status.DONE, node, started, Optional.of(now), read, Optional.empty());
    }

    SyncState failed(Instant now, String reason) {
        return new SyncState(Status.FAILED, node, started, Optional.of(now), entries, Optional.of(reason));
    }
}
