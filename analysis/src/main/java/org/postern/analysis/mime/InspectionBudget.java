// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.time.Duration;

/**
 * What looking into the contents of one message may still cost, shared by all inspectors and all parts: hostile content must not become
 * cheap to send and dear to read. Spending more than there is ends the inspection and becomes a fact {@code bound.<setting>}.
 */
public final class InspectionBudget {
    private final InspectionLimits limits;
    private final RoomForContent room;
    private long end;
    private boolean large;
    private long unpacked;
    private int members;

    InspectionBudget(InspectionLimits limits, RoomForContent room, long startNanos) {
        this.limits = limits;
        this.room = room;
        this.end = startNanos + limits.time().toNanos();
    }

    /** The bounds, for those that an inspector applies itself. */
    public InspectionLimits limits() {
        return limits;
    }

    /**
     * Spends bytes that were unpacked or otherwise produced from content.
     *
     * @throws BoundHitException when that is more than there is, or when time is up; not to be caught by inspectors
     */
    public void spendBytes(long count) {
        unpacked += count;
        if (unpacked > limits.unpackedBytes()) {
            throw new BoundHitException("unpackedBytes", limits.unpackedBytes());
        }
        if (!large && unpacked > room.from()) {
            large = true;
            grow();
        }
        checkTime();
    }

    private void grow() {
        long before = System.nanoTime();
        if (!room.enter()) {
            throw new BoundHitException("room", room.from());
        }
        end += System.nanoTime() - before;
    }

    /** Bytes that may still be produced. */
    public long bytesLeft() {
        return Math.max(0, limits.unpackedBytes() - unpacked);
    }

    /** Spends one member of an archive or document; throws as {@link #spendBytes} does. */
    public void spendMember() {
        if (++members > limits.members()) {
            throw new BoundHitException("members", limits.members());
        }
        checkTime();
    }

    /** Throws as {@link #spendBytes} does when time is up; for loops that produce nothing. */
    public void checkTime() {
        if (timeLeft().isZero()) {
            throw new BoundHitException("time", limits.time().toMillis());
        }
    }

    /** Time that is left; zero when it is up. */
    public Duration timeLeft() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
