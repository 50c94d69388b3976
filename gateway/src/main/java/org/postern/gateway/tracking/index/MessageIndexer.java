// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.index;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.james.metrics.api.MetricFactory;
import org.postern.analysis.facts.MessageId;
import org.postern.gateway.index.WriteBehind;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.FieldLifetimes;
import org.postern.gateway.tracking.search.MessageIndex;

/**
 * Keeps the index of messages up with the events, behind the back of whoever writes these. It is told only which messages have new events,
 * and reads them from the store.
 */
public final class MessageIndexer implements AutoCloseable {
    private final WriteBehind writing;

    /**
     * Starts the indexing thread, with what an earlier run has left over.
     *
     * @param events   the store itself
     * @param file     remembers what is owed to the index
     * @param lifetime time for which messages are kept
     * @param most     most messages that are remembered one by one
     */
    public MessageIndexer(EventStore events, MessageIndex index, Path file, Duration lifetime, int most, Clock clock,
                          MetricFactory metrics) {
        this(events, index, file, lifetime, FieldLifetimes.AS_EVENTS, most, clock, metrics);
    }

    /**
     * Starts the indexing thread, with what an earlier run has left over.
     *
     * @param events   the store itself
     * @param file     remembers what is owed to the index
     * @param lifetime time for which messages are kept
     * @param fields   what of them is kept for less: they are indexed again then, without it
     * @param most     most messages that are remembered one by one
     */
    public MessageIndexer(EventStore events, MessageIndex index, Path file, Duration lifetime, FieldLifetimes fields, int most,
                          Clock clock, MetricFactory metrics) {
        this.writing = new WriteBehind(new MessageRecords(events, index, lifetime, fields.shorterThan(lifetime)), "messages",
            "postern-index", new WriteBehind.Counts(metrics.generate("postern.tracking.indexed"),
                metrics.generate("postern.tracking.index-failed"), metrics.generate("postern.tracking.index-refused")), file, most, clock);
    }

    /** Tells that messages have new events, which are stored already. Takes no time; called by the thread that stores events. */
    public void changed(Collection<String> messageIds) {
        Map<String, Instant> times = new LinkedHashMap<>();
        messageIds.stream().filter(MessageId::isValid).forEach(id -> times.put(id, MessageId.time(id)));
        writing.changed(times);
    }

    /** How the writing goes, for the health of this node. */
    public WriteBehind writing() {
        return writing;
    }

    /** Since when the index could not be written to; empty when it can, as far as is known. */
    public Optional<Instant> failingSince() {
        return writing.failingSince();
    }

    /** Messages that wait to be indexed, not counting those that are known by their minute only. */
    public int waiting() {
        return writing.waiting();
    }

    /** Minutes of which all messages are to be indexed again. */
    public int waitingMinutes() {
        return writing.waitingMinutes();
    }

    /** Indexes what waits, for ten seconds at most; the rest is made up for after the next start. */
    @Override
    public void close() {
        writing.close();
    }
}
