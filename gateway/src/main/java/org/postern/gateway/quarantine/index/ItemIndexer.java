// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine.index;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.index.WriteBehind;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineStore;

/** Keeps the index of the quarantine up with the store, behind the back of the mail that is stored and of the people who decide. */
public final class ItemIndexer implements AutoCloseable {
    /** A few seconds of a busy node. */
    private static final int MANY = 5000;

    private final WriteBehind writing;

    /**
     * Starts the indexing thread, with what an earlier run has left over.
     *
     * @param store the store itself
     * @param file  remembers what is owed to the index
     * @param most  most items that are remembered one by one
     */
    public ItemIndexer(QuarantineStore store, QuarantineIndex index, Path file, int most, Clock clock, MetricFactory metrics) {
        this.writing = new WriteBehind(new IndexedItems(store, index), "quarantined messages", "postern-quarantine-index",
            new WriteBehind.Counts(metrics.generate("postern.quarantine.indexed"),
                metrics.generate("postern.quarantine.index-failed"), metrics.generate("postern.quarantine.index-refused")),
            file, most, clock);
    }

    /** Tells that items are new or decided about, which the store knows already. Takes no time. */
    public void changed(Collection<QuarantineItem> items) {
        Map<String, Instant> times = new LinkedHashMap<>();
        items.forEach(item -> times.put(item.id().value(), item.quarantinedAt()));
        writing.changed(times);
    }

    /** Whether the index is known to lack more than the last seconds. */
    public boolean isBehind() {
        return writing.failingSince().isPresent() || writing.waitingMinutes() > 0 || writing.waiting() > MANY;
    }

    /** How the writing goes, for the health of this node. */
    public WriteBehind writing() {
        return writing;
    }

    /** Indexes what waits, for ten seconds at most; the rest is made up for after the next start. */
    @Override
    public void close() {
        writing.close();
    }
}
