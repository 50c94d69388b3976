// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.MessageId;
import org.postern.analysis.rules.QuarantineKind;

/**
 * Makes quarantine items for tests of stores. Every message id is new, so that tests may share a database.
 */
public final class SampleItems {
    private static final SecureRandom RANDOM = new SecureRandom();

    private SampleItems() {
    }

    public static String messageId() {
        return MessageId.next(Instant.now(), RANDOM);
    }

    /** An address nobody else has used. */
    public static String recipient() {
        return "user" + Long.toUnsignedString(RANDOM.nextLong(), 36) + "@example.org";
    }

    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    public static QuarantineItem item(String messageId, String recipient) {
        return item(messageId, recipient, QuarantineKind.SPAM, now());
    }

    public static QuarantineItem item(String messageId, String recipient, QuarantineKind kind, Instant at) {
        return item(messageId, recipient, kind, at, now().plus(Duration.ofDays(1)));
    }

    public static QuarantineItem item(String messageId, String recipient, QuarantineKind kind, Instant at, Instant expiresAt) {
        return new QuarantineItem(ItemId.of(messageId, recipient), kind, ItemStatus.PENDING, Direction.INCOMING, at, expiresAt,
            "sender@example.com", recipient, "Subject", "Sender <sender@example.com>", "192.0.2.1", 42, 7.5, List.of("Spam"),
            "score 7.5");
    }
}
