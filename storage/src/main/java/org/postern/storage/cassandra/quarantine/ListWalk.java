// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Walks one list from a position back in time, bucket after bucket. Which buckets there are is asked at once, further reading begins
 * when it is wanted.
 */
final class ListWalk implements Iterator<ListEntry> {
    private final ListTable table;
    private final ListScope scope;
    private final ListStart start;
    private final Instant from;
    private final int pageSize;
    private final Iterator<Instant> buckets;
    private Optional<Instant> lastBucket = Optional.empty();
    private Iterator<ListEntry> entries = Collections.emptyIterator();

    /**
     * A walk.
     *
     * @param pageSize entries fetched at once
     */
    ListWalk(ListTable table, ListScope scope, ListStart start, Instant from, int pageSize) {
        this.table = table;
        this.scope = scope;
        this.start = start;
        this.from = from;
        this.pageSize = pageSize;
        this.buckets = table.buckets(scope, from, start.before());
    }

    /** Begins to read the first entries, so that those of several lists are fetched at a time. */
    void begin() {
        openNext();
    }

    @Override
    public boolean hasNext() {
        while (!entries.hasNext()) {
            if (!openNext()) {
                return false;
            }
        }
        return true;
    }

    private boolean openNext() {
        while (buckets.hasNext()) {
            Instant bucket = buckets.next();
            if (!lastBucket.equals(Optional.of(bucket))) {
                lastBucket = Optional.of(bucket);
                entries = table.entries(scope, bucket, start, from, pageSize);
                return true;
            }
        }
        return false;
    }

    @Override
    public ListEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return entries.next();
    }
}
