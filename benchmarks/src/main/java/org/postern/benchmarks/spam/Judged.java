// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.util.Set;

/**
 * What an engine says of a message.
 *
 * @param score   points
 * @param hits    names of the rules that matched, empty when the engine does not tell
 * @param unknown how many rules could not finish
 */
record Judged(double score, Set<String> hits, int unknown) {
    private static final double THRESHOLD = 5;

    boolean isSpam() {
        return score >= THRESHOLD;
    }
}
