// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.time.Instant;
import java.util.Optional;

import org.postern.analysis.rules.QuarantineKind;

/**
 * Which items a list shows, newest first. Only items that still wait for a decision are listed.
 *
 * @param from      earliest time of quarantine, inclusive
 * @param to        latest time of quarantine, exclusive; later than {@code from}
 * @param recipient only this recipient's items, compared without regard to case
 * @param kind      only this kind
 * @param cursor    where the page before ended, as given in {@link QuarantinePage#next()}
 * @param limit     most items of a page, 1 to 1000
 * @param filter    what else an item must be like
 */
public record QuarantineQuery(Instant from, Instant to, Optional<String> recipient, Optional<QuarantineKind> kind,
                              Optional<String> cursor, int limit, QuarantineFilter filter) {
    public static final int MAXIMUM_LIMIT = 1000;

    /** A query without further filter. */
    public QuarantineQuery(Instant from, Instant to, Optional<String> recipient, Optional<QuarantineKind> kind, Optional<String> cursor,
                           int limit) {
        this(from, to, recipient, kind, cursor, limit, QuarantineFilter.none());
    }

    public QuarantineQuery {
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("'to' must be later than 'from'");
        }
        if (limit < 1 || limit > MAXIMUM_LIMIT) {
            throw new IllegalArgumentException("'limit' must be between 1 and " + MAXIMUM_LIMIT);
        }
    }

    /** The same, for a page that begins elsewhere. */
    public QuarantineQuery after(Optional<String> other) {
        return new QuarantineQuery(from, to, recipient, kind, other, limit, filter);
    }

    /** Whether the list shows an item, on whichever page. */
    public boolean shows(QuarantineItem item) {
        return item.status() == ItemStatus.PENDING && !item.quarantinedAt().isBefore(from) && item.quarantinedAt().isBefore(to)
            && recipient.map(address -> address.equalsIgnoreCase(item.recipient())).orElse(true)
            && kind.map(asked -> asked == item.kind()).orElse(true)
            && filter.matches(item);
    }
}
