// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineQuery;

/**
 * One of the lists an item stands in: that of its kind and that of its domain, cut into hours, and that of its
 * recipient, cut into days. With a million items
 * a day an hour of one kind stays below a hundred thousand short rows.
 *
 * @param name key of the list
 * @param cut  length of its buckets
 */
record ListScope(String name, ChronoUnit cut) {

    static ListScope of(QuarantineKind kind) {
        return new ListScope("kind/" + kind.name(), ChronoUnit.HOURS);
    }

    static ListScope of(String recipient) {
        return new ListScope("recipient/" + recipient.toLowerCase(Locale.ROOT), ChronoUnit.DAYS);
    }

    private static ListScope ofDomain(String domain) {
        return new ListScope("domain/" + domain.toLowerCase(Locale.ROOT), ChronoUnit.HOURS);
    }

    /** The lists of an item. */
    static List<ListScope> of(QuarantineItem item) {
        return List.of(of(item.kind()), of(item.recipient()), ofDomain(item.domain()));
    }

    /** The lists that together hold what a query asks for. */
    static List<ListScope> of(QuarantineQuery query) {
        if (query.recipient().isEmpty() && !query.filter().recipients().isEmpty()) {
            return query.filter().recipients().stream().map(ListScope::of).toList();
        }
        if (query.recipient().isEmpty() && !query.filter().domains().isEmpty()) {
            return query.filter().domains().stream().map(ListScope::ofDomain).toList();
        }
        return query.recipient().map(recipient -> List.of(of(recipient)))
            .or(() -> query.kind().map(kind -> List.of(of(kind))))
            .orElseGet(() -> Arrays.stream(QuarantineKind.values()).map(ListScope::of).toList());
    }

    Instant bucketOf(Instant time) {
        return time.truncatedTo(cut);
    }
}
