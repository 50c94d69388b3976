// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.time.Instant;
import java.util.Optional;

/**
 * What people have noted on an item while it waits; kept apart from what is known of the message itself, which never changes.
 *
 * @param seen        whether somebody has looked at it
 * @param requestedAt when its recipient asked for its release; empty when nobody did
 * @param releaseTo   where a release has sent it or is sending it, or the mailbox its recipient has moved it to; empty when that is the
 *                    recipient's address
 */
public record ItemMarks(boolean seen, Optional<Instant> requestedAt, Optional<String> releaseTo) {
    private static final ItemMarks NONE = new ItemMarks(false, Optional.empty(), Optional.empty());

    /** Nothing is noted. */
    public static ItemMarks none() {
        return NONE;
    }

    ItemMarks withSeen(boolean other) {
        return new ItemMarks(other, requestedAt, releaseTo);
    }

    ItemMarks withRequest(Instant at) {
        return new ItemMarks(seen, Optional.of(at), releaseTo);
    }

    ItemMarks withTarget(Optional<String> other) {
        return new ItemMarks(seen, requestedAt, other);
    }
}
