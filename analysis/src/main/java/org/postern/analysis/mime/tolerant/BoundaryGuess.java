// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Tells boundaries from a body alone, where the header names none that occurs. */
final class BoundaryGuess {
    private static final int MOST = 8;
    private static final int LONGEST = 200;

    private BoundaryGuess() {
    }

    /** Lines of two hyphens and more before a line that begins a part's header, or an empty one. */
    static Set<String> of(Slice body) {
        Set<String> guesses = new LinkedHashSet<>();
        for (int start = body.from(); start < body.to() && guesses.size() < MOST;) {
            int next = body.nextLine(start);
            int end = body.lineEnd(start, next);
            if (end - start > 2 && end - start < LONGEST && body.data()[start] == '-' && body.data()[start + 1] == '-') {
                int followingEnd = Math.min(body.lineEnd(next, body.nextLine(next)), next + LONGEST);
                String following = body.between(next, followingEnd).latin1().toLowerCase(Locale.ROOT);
                String guess = body.between(start + 2, end).latin1().stripTrailing();
                if (!guess.isEmpty() && (following.startsWith("content-") || following.isBlank())) {
                    guesses.add(guess);
                }
            }
            start = next;
        }
        return guesses;
    }
}
