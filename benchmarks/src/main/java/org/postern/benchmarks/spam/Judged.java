// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.util.List;
import java.util.Set;

/**
 * What an engine says of a message.
 *
 * @param score    points
 * @param hits     names of the rules that matched, empty when the engine does not tell
 * @param unknown  how many rules could not finish
 * @param failures what is wrong with the engine rather than the message
 */
record Judged(double score, Set<String> hits, int unknown, List<String> failures) {
    private static final double THRESHOLD = 5;

    /** An answer without failures. */
    Judged(double score, Set<String> hits, int unknown) {
        this(score, hits, unknown, List.of());
    }

    boolean isSpam() {
        return score >= THRESHOLD;
    }
}
