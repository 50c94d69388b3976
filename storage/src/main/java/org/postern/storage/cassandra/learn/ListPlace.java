// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.learn;

import java.time.Duration;
import java.time.Instant;

/**
 * The last lesson of a page, as cursors name it.
 *
 * @param at      when it was learned
 * @param version its version; empty before the first page
 */
record ListPlace(Instant at, String version) {
    /** Other nodes' clocks may be ahead of this one's. */
    private static final Duration AHEAD = Duration.ofHours(1);

    static ListPlace newest(Instant now) {
        return new ListPlace(now.plus(AHEAD), "");
    }

    static ListPlace parse(String cursor) {
        int dot = cursor.indexOf('.');
        if (dot < 1 || !cursor.substring(dot + 1).matches("[0-9a-f-]{36}")) {
            throw new IllegalArgumentException("not a cursor: " + cursor);
        }
        return new ListPlace(Instant.ofEpochMilli(Long.parseUnsignedLong(cursor.substring(0, dot))), cursor.substring(dot + 1));
    }

    String text() {
        return at.toEpochMilli() + "." + version;
    }

    /** Whether this place comes before the other in a list that has the newest first. */
    boolean isBefore(Instant otherAt, String otherVersion) {
        int order = at.compareTo(otherAt);
        return order > 0 || order == 0 && version.compareTo(otherVersion) < 0;
    }
}
