// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.postern.gateway.quarantine.ListCursor;
import org.postern.gateway.quarantine.QuarantineQuery;

/**
 * Where a walk begins: just after this position.
 *
 * @param before   whole milliseconds
 * @param beforeId id of an item, or the empty text, which sorts below every id: then {@code before} itself is excluded
 */
record ListStart(Instant before, String beforeId) {
    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    /** The start of a query's page. Throws IllegalArgumentException for an invalid cursor. */
    static ListStart of(QuarantineQuery query) {
        ListStart end = new ListStart(roundedUp(query.to()), "");
        Optional<ListStart> cursor = query.cursor().map(ListCursor::read)
            .map(position -> new ListStart(position.quarantinedAt(), position.id().value()));
        return cursor.filter(start -> start.before().isBefore(end.before())).orElse(end);
    }

    /** The earliest time a query asks for, within what Cassandra can express. */
    static Instant earliest(QuarantineQuery query) {
        return query.from().isBefore(Instant.EPOCH) ? Instant.EPOCH : query.from();
    }

    private static Instant roundedUp(Instant time) {
        if (time.isAfter(FAR)) {
            return FAR;
        }
        Instant millis = time.truncatedTo(ChronoUnit.MILLIS);
        return millis.equals(time) ? millis : millis.plusMillis(1);
    }
}
