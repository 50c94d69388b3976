// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import com.datastax.oss.driver.api.core.cql.BoundStatement;

/**
 * Sends small mutations of many partitions a few in a request, since a request costs as much as several of them do. Requests stay below
 * what a cluster with Cassandra's own settings warns of. Used by one thread.
 */
public final class SmallWrites {
    private static final int PARTITIONS = 10;
    private static final int BYTES = 4000;

    private final Cql cql;
    private final WriteWindow writes;
    private final List<BoundStatement> waiting = new ArrayList<>();
    private int partitions;
    private int bytes;

    /**
     * Small writes.
     *
     * @param width most requests under way at once, at least 1
     */
    public SmallWrites(Cql cql, int width) {
        this.cql = cql;
        this.writes = new WriteWindow(cql, width);
    }

    /** Takes statements of one partition, which are sent together, soon or with {@link #drain}. */
    public void write(List<BoundStatement> ofOnePartition) {
        int more = ofOnePartition.stream().mapToInt(SmallWrites::size).sum();
        if (bytes + more > BYTES) {
            send();
        }
        waiting.addAll(ofOnePartition);
        partitions++;
        bytes += more;
        if (partitions >= PARTITIONS) {
            send();
        }
    }

    /** Sends what waits, and waits until all is acknowledged. */
    public void drain() {
        send();
        writes.drain();
    }

    private void send() {
        if (!waiting.isEmpty()) {
            writes.write(waiting.size() == 1 ? waiting.get(0) : cql.together(waiting));
        }
        waiting.clear();
        partitions = 0;
        bytes = 0;
    }

    private static int size(BoundStatement statement) {
        int size = 0;
        for (ByteBuffer value : statement.getValues()) {
            size += value == null ? 0 : value.remaining();
        }
        return size;
    }
}
