// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.recipient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers about recipients for the time they hold, so that the server behind is asked once and not for each mail. Bounded: past that
 * the answers used longest ago go first.
 */
final class RememberedAnswers {
    private record Remembered(RecipientAnswer answer, Instant until) {
    }

    private final Duration existing;
    private final Duration unknown;
    private final Clock clock;
    private final Map<String, Remembered> answers;

    RememberedAnswers(Duration existing, Duration unknown, int most, Clock clock) {
        this.existing = existing;
        this.unknown = unknown;
        this.clock = clock;
        this.answers = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Optional<RecipientAnswer> get(String recipient) {
        Remembered remembered = answers.get(recipient);
        if (remembered == null) {
            return Optional.empty();
        }
        if (!remembered.until().isAfter(clock.instant())) {
            answers.remove(recipient);
            return Optional.empty();
        }
        return Optional.of(remembered.answer());
    }

    /** What is remembered now, the longest unused first. */
    synchronized List<RememberedRecipient> all() {
        Instant now = clock.instant();
        return answers.entrySet().stream().filter(entry -> entry.getValue().until().isAfter(now)).map(entry -> new RememberedRecipient(
            entry.getKey(), entry.getValue().answer() instanceof RecipientAnswer.Exists, entry.getValue().until())).toList();
    }

    /** Forgets everything; returns how many answers that were. */
    synchronized int clear() {
        int count = answers.size();
        answers.clear();
        return count;
    }

    /** Keeps an answer; that nothing could be found out is not kept. */
    synchronized void put(String recipient, RecipientAnswer answer) {
        if (answer instanceof RecipientAnswer.Exists) {
            answers.put(recipient, new Remembered(answer, clock.instant().plus(existing)));
        } else if (answer instanceof RecipientAnswer.Unknown) {
            answers.put(recipient, new Remembered(answer, clock.instant().plus(unknown)));
        }
    }
}
