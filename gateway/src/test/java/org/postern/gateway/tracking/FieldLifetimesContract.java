// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.MessageId;

/** What every event store must do where subjects and addresses are kept for less than their events. */
public interface FieldLifetimesContract {
    FieldLifetimes LIFETIMES = new FieldLifetimes(Duration.ofHours(1), Duration.ofHours(2));

    /** The store under test, with the lifetimes above and events that are kept for days. */
    EventStore store();

    private static Event analysed(String recipient, Duration age) {
        Instant time = Instant.now().minus(age).truncatedTo(ChronoUnit.MILLIS);
        return new Event(MessageId.next(time, new SecureRandom()), time, "node-1", EventType.ANALYSED, Optional.of(recipient),
            Map.of("subject", "Hello", "sender", "bob@example.org", "user", "bob", "message-id", "<1@example.org>", "score", "3.5"));
    }

    private static String recipient() {
        return UUID.randomUUID() + "@corp.example";
    }

    private List<String> found(String recipient) {
        return store().ids(new IndexTerm(IndexField.RECIPIENT, recipient), Instant.now().minus(Duration.ofDays(1)), Instant.now(),
            Optional.empty(), 10);
    }

    @Test
    default void allShouldBeThereAtFirst() {
        String recipient = recipient();
        Event event = analysed(recipient, Duration.ofMinutes(30));
        store().append(List.of(event));

        assertThat(store().timeline(event.messageId())).containsExactly(event);
        assertThat(found(recipient)).containsExactly(event.messageId());
    }

    @Test
    default void theSubjectShouldGoBeforeTheAddresses() {
        String recipient = recipient();
        Event event = analysed(recipient, Duration.ofMinutes(90));
        store().append(List.of(event));

        assertThat(store().timeline(event.messageId())).singleElement().satisfies(left -> {
            assertThat(left.details()).containsOnlyKeys("sender", "user", "message-id", "score");
            assertThat(left.recipient()).contains(recipient);
        });
        assertThat(found(recipient)).containsExactly(event.messageId());
    }

    @Test
    default void theRestShouldOutliveTheAddresses() {
        String recipient = recipient();
        Event event = analysed(recipient, Duration.ofHours(3));
        store().append(List.of(event));

        assertThat(store().timeline(event.messageId())).singleElement().satisfies(left -> {
            assertThat(left.details()).containsOnlyKeys("message-id", "score");
            assertThat(left.recipient()).isEmpty();
        });
        assertThat(found(recipient)).isEmpty();
    }

    @Test
    default void anEventThatHasLostAFieldShouldBeRemovable() {
        Event event = analysed(recipient(), Duration.ofMinutes(90));
        store().append(List.of(event));

        store().remove(store().timeline(event.messageId()), List.of(), List.of());

        assertThat(store().timeline(event.messageId())).isEmpty();
    }
}
