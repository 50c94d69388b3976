// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Bounds the work of reading one message in many ways: before all by what is done, so that it is always read alike; at last by time. */
final class ReadingWork {
    /** Bytes that may be looked at for each byte of the message, and at least. */
    private static final long PER_BYTE = 32;
    private static final long AT_LEAST = 16L * 1024 * 1024;
    private static final int MOST_ENTITIES = 20_000;

    private final int mostReadings;
    private final BooleanSupplier late;
    private final Set<Visit> visited = new HashSet<>();
    private final Map<byte[], Integer> arrays = new IdentityHashMap<>();
    private long bytes;
    private int readings;
    private boolean exhausted;

    private record Visit(int array, int from, int to) {
    }

    ReadingWork(long messageSize, int mostReadings, BooleanSupplier late) {
        this.late = late;
        this.bytes = Math.max(AT_LEAST, messageSize * PER_BYTE);
        this.mostReadings = mostReadings;
    }

    /** Whether an entity is new and there is work left for it. */
    boolean visit(Slice entity) {
        boolean isNew = visited.add(new Visit(arrays.computeIfAbsent(entity.data(), any -> arrays.size()), entity.from(), entity.to()));
        if (visited.size() > MOST_ENTITIES) {
            exhausted = true;
            return false;
        }
        return isNew && spend(entity.length());
    }

    boolean spend(long count) {
        bytes -= count;
        exhausted |= bytes < 0 || late.getAsBoolean();
        return !exhausted;
    }

    /** False once nothing more would be told: then searching further costs time and shows nothing. */
    boolean isLeft() {
        return spend(0);
    }

    boolean found() {
        readings++;
        exhausted |= readings > mostReadings;
        return readings <= mostReadings;
    }

    /** Whether something was left unread for want of work; the message may hold more than was found. */
    boolean exhausted() {
        return exhausted;
    }
}
