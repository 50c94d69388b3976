// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what somebody may have meant who mistyped a key: there are hundreds, and nobody reads a list of all of them.
 */
final class NearestKeys {
    private static final int MOST = 5;

    private NearestKeys() {
    }

    /** The keys that are least changes of a letter away, the nearest first. */
    static List<String> of(String mistyped, Collection<String> keys) {
        return keys.stream().sorted(Comparator.<String>comparingInt(key -> changes(mistyped, key)).thenComparing(Comparator.naturalOrder()))
            .limit(MOST).toList();
    }

    /** Letters to put in, take out or replace (Levenshtein). */
    private static int changes(String from, String to) {
        int[] before = new int[to.length() + 1];
        for (int column = 0; column < before.length; column++) {
            before[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] now = new int[before.length];
            now[0] = row;
            for (int column = 1; column < now.length; column++) {
                int replaced = before[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                now[column] = Math.min(replaced, Math.min(before[column], now[column - 1]) + 1);
            }
            before = now;
        }
        return before[before.length - 1];
    }
}
