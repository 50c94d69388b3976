// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.HashSet;
import java.util.Set;

/** Collects the distinct tokens of one message, up to a bound. */
final class TokenSink {
    /** More distinct tokens than any honest message has within the window that is looked at. */
    private static final int MOST = 8_000;

    private final Set<String> tokens = new HashSet<>(1024);

    void add(String token) {
        if (!token.isEmpty() && tokens.size() < MOST) {
            tokens.add(token);
        }
    }

    Tokens tokens() {
        return Tokens.of(tokens);
    }
}
