// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Statement;

/**
 * Keeps a bounded number of writes under way, so that large content and long recipient lists are written at speed without flooding
 * the cluster or holding more than a few pieces in memory. Used by one thread.
 */
public final class WriteWindow {
    private final Cql cql;
    private final int width;
    private final Deque<CompletionStage<AsyncResultSet>> underWay = new ArrayDeque<>();

    /**
     * A window.
     *
     * @param width most writes under way at once, at least 1
     */
    public WriteWindow(Cql cql, int width) {
        this.cql = cql;
        this.width = width;
    }

    /** Starts a write, after waiting for the oldest one when the window is full. */
    public void write(Statement<?> statement) {
        if (underWay.size() >= width) {
            Cql.await(underWay.removeFirst());
        }
        underWay.addLast(cql.start(statement));
    }

    /** Waits until all writes are acknowledged. */
    public void drain() {
        while (!underWay.isEmpty()) {
            Cql.await(underWay.removeFirst());
        }
    }
}
