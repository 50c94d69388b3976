// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.postern.gateway.StorageUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes facts and hits beside the way of the mail, from a bounded queue: when the store is slow or away, facts are left out and the mail
 * goes on.
 */
public final class FactsQueue implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(FactsQueue.class);
    private static final int MOST_WAITING = 2000;
    private static final long FLUSH_MILLIS = 5000;

    private final BlockingQueue<KeptFacts> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final FactsStore store;
    private final RuleHits hits;
    private final boolean keeping;
    private final Thread writer;
    private volatile boolean open = true;

    /**
     * Starts writing.
     *
     * @param keeping whether facts are kept at all
     */
    public FactsQueue(FactsStore store, RuleHits hits, boolean keeping) {
        this.store = store;
        this.hits = hits;
        this.keeping = keeping;
        this.writer = new Thread(this::write, "postern-facts");
        writer.setDaemon(true);
        writer.start();
    }

    /** Leaves facts to be written; they are dropped when too many wait. */
    public void offer(KeptFacts kept) {
        if (keeping && !queue.offer(kept)) {
            LOGGER.warn("Too many facts wait to be written; those of message {} are not kept", kept.facts().messageId());
        }
    }

    private void write() {
        long nextFlush = System.nanoTime();
        while (open || !queue.isEmpty()) {
            try {
                KeptFacts kept = queue.poll(1, TimeUnit.SECONDS);
                if (kept != null) {
                    keep(kept);
                }
                if (System.nanoTime() - nextFlush >= 0) {
                    hits.flush();
                    nextFlush = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FLUSH_MILLIS);
                }
            } catch (InterruptedException stopping) {
                open = false;
            } catch (RuntimeException e) {
                LOGGER.error("Facts or hits could not be written", e);
            }
        }
        hits.flush();
    }

    private void keep(KeptFacts kept) {
        try {
            store.keep(kept);
        } catch (StorageUnavailableException e) {
            LOGGER.warn("The facts of message {} are not kept: {}", kept.facts().messageId(), e.getMessage());
        }
    }

    @Override
    public void close() {
        open = false;
        try {
            writer.join(FLUSH_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
