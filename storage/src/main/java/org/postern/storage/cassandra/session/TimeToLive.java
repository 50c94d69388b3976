// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.session;

import java.time.Duration;
import java.time.Instant;

/**
 * Lifetimes as Cassandra takes them: whole seconds, at least one, at most twenty years. Cassandra 4.1 cannot write an expiry after
 * 2038-01-19 and refuses it, so a longer life is cut there.
 */
public final class TimeToLive {
    private static final long MAXIMUM = 20L * 365 * 24 * 60 * 60;
    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final Instant LAST_EXPIRY = Instant.ofEpochSecond(Integer.MAX_VALUE).minus(ONE_DAY);

    private TimeToLive() {
    }

    /** Seconds from one moment to another, rounded up so that nothing vanishes early. */
    public static int seconds(Instant now, Instant end) {
        Duration rest = Duration.between(now, end);
        long seconds = rest.getNano() == 0 ? rest.getSeconds() : rest.getSeconds() + 1;
        // counted from the clock of the machine, because that is what Cassandra adds it to
        long untilLast = Duration.between(Instant.now(), LAST_EXPIRY).getSeconds();
        return (int) Math.max(1, Math.min(Math.min(MAXIMUM, untilLast), seconds));
    }

    /** Seconds of a duration, within the same bounds. */
    public static int seconds(Duration duration) {
        return seconds(Instant.EPOCH, Instant.EPOCH.plus(duration));
    }
}
