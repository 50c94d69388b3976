// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.postern.analysis.spam.text.SpamMessage;

/**
 * One message to be judged.
 *
 * @param receivedAt when it was received
 * @param findings   what others found out about it beforehand, by type, for the tests that heed it
 * @param scores     which scores count
 */
public record SpamInput(SpamMessage message, Instant receivedAt, Map<Class<?>, Object> findings, ScoreSet scores) {
    public SpamInput {
        findings = Map.copyOf(findings);
    }

    /** A message of which nothing is known but itself. */
    public static SpamInput of(SpamMessage message, Instant receivedAt) {
        return new SpamInput(message, receivedAt, Map.of(), ScoreSet.LOCAL);
    }

    <T> Optional<T> finding(Class<T> type) {
        return Optional.ofNullable(findings.get(type)).map(type::cast);
    }
}
