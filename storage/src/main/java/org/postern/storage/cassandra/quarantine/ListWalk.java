// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Walks one list from a position back in time, bucket after bucket; nothing is read before it is needed.
 */
final class ListWalk implements Iterator<ListEntry> {
    private final ListTable table;
    private final ListScope scope;
    private final ListStart start;
    private final Instant from;
    private final Iterator<Instant> buckets;
    private Optional<Instant> lastBucket = Optional.empty();
    private Iterator<ListEntry> entries = Collections.emptyIterator();

    ListWalk(ListTable table, ListScope scope, ListStart start, Instant from) {
        this.table = table;
        this.scope = scope;
        this.start = start;
        this.from = from;
        this.buckets = table.buckets(scope, from, start.before());
    }

    @Override
    public boolean hasNext() {
        while (!entries.hasNext() && buckets.hasNext()) {
            Instant bucket = buckets.next();
            if (!lastBucket.equals(Optional.of(bucket))) {
                lastBucket = Optional.of(bucket);
                entries = table.entries(scope, bucket, start.before(), start.beforeId(), from);
            }
        }
        return entries.hasNext();
    }

    @Override
    public ListEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return entries.next();
    }
}
