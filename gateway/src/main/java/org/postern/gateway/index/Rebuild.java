// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.index;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Makes an index anew from its store, the newest first, while it goes on answering: records are written over what is there, and those
 * that the store does not know are taken out.
 */
public abstract class Rebuild {
    private static final int FEW = 5_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(32);

    /**
     * How far it has come.
     *
     * @param reached records of then and later are done
     * @param written records put into the index
     * @param removed taken out because the store does not know them
     * @param refused cannot be written as they are
     */
    public record Progress(Instant reached, long written, long removed, long refused) {
    }

    /**
     * Rebuilds.
     *
     * @param from      first moment
     * @param to        moment after the last one
     * @param progress  is told after each part, which is an hour of much mail or some days of little
     * @param cancelled whether to stop; asked after each part
     */
    public final Progress run(Instant from, Instant to, Consumer<Progress> progress, BooleanSupplier cancelled) {
        Progress state = new Progress(to, 0, 0, 0);
        Duration span = HOUR;
        while (state.reached().isAfter(from) && !cancelled.getAsBoolean()) {
            Instant start = state.reached().minusMillis(1).truncatedTo(ChronoUnit.HOURS).plus(HOUR).minus(span);
            start = start.isBefore(from) ? from : start;
            Progress before = state;
            state = part(start, before);
            if (state.reached().isAfter(start)) {
                span = HOUR;
            } else if (state.written() - before.written() < FEW && span.compareTo(LONGEST) < 0) {
                span = span.multipliedBy(2);
            }
            progress.accept(state);
        }
        return state;
    }

    /** Goes back to a moment, or to the beginning of an hour after it when there are many records. */
    protected abstract Progress part(Instant start, Progress before);
}
