// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.MessageId;
import org.postern.gateway.statistics.Counts;
import org.postern.gateway.statistics.Dimension;
import org.postern.gateway.statistics.Measure;
import org.postern.gateway.statistics.StatisticsStore;
import org.postern.gateway.statistics.Tier;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.IndexField;
import org.postern.gateway.tracking.IndexTerm;

/** What the erasure of a person must leave, on every store. */
public interface ErasureContract {
    EventStore store();

    StatisticsStore statistics();

    private ErasureResult erase(String address) {
        return new Erasure(store(), statistics(), Duration.ofDays(366), "node-1", Clock.systemUTC()).run(address, result -> { },
            () -> false);
    }

    private String message(Instant time, String sender, String... recipients) {
        Instant received = time.truncatedTo(ChronoUnit.MILLIS);
        String id = MessageId.next(received, new SecureRandom());
        List<Event> events = new ArrayList<>();
        events.add(new Event(id, received, "n", EventType.RECEIVED, Optional.empty(), Map.of("sender", sender, "client", "192.0.2.1")));
        events.add(new Event(id, received.plusMillis(1), "n", EventType.NOTIFIED, Optional.empty(), Map.of("to",
            String.join(", ", recipients))));
        for (String recipient : recipients) {
            events.add(new Event(id, received.plusMillis(2), "n", EventType.DELIVERED, Optional.of(recipient), Map.of()));
        }
        store().append(events);
        return id;
    }

    private List<String> found(IndexTerm term) {
        return store().ids(term, Instant.now().minus(Duration.ofDays(366)), Instant.now().plusSeconds(60), Optional.empty(), 1000);
    }

    @Test
    default void nothingOfAPersonShouldBeLeftAndOthersKeepTheirs() {
        String mark = UUID.randomUUID().toString();
        String bob = "Bob-" + mark + "@example.org";
        String jim = "jim" + bob.toLowerCase(java.util.Locale.ROOT);
        String toBob = message(Instant.now().minus(Duration.ofDays(300)), "a-" + mark + "@remote.test", bob);
        String ofBob = message(Instant.now(), bob, jim);
        String toBoth = message(Instant.now().minus(Duration.ofDays(3)), "b-" + mark + "@remote.test", bob, jim);

        ErasureResult result = erase("bOB-" + mark + "@example.org");

        assertThat(result).isEqualTo(new ErasureResult(2, 1, 8, 0));
        assertThat(store().timeline(toBob)).isEmpty();
        assertThat(store().timeline(ofBob)).isEmpty();
        assertThat(store().timeline(toBoth)).extracting(Event::type)
            .containsExactly(EventType.RECEIVED, EventType.NOTIFIED, EventType.DELIVERED, EventType.ERASED);
        assertThat(store().timeline(toBoth).toString()).doesNotContain("Bob-").doesNotContain(" bob-").contains(jim)
            .contains("to=erased, " + jim);
        assertThat(found(new IndexTerm(IndexField.RECIPIENT, bob))).isEmpty();
        assertThat(found(IndexTerm.sender(bob))).isEmpty();
        assertThat(found(IndexTerm.ALL)).contains(toBoth).doesNotContain(toBob, ofBob);
        assertThat(found(new IndexTerm(IndexField.RECIPIENT, jim))).containsExactly(toBoth);
        assertThat(found(IndexTerm.sender("b-" + mark + "@remote.test"))).containsExactly(toBoth);
    }

    @Test
    default void erasingAgainShouldFindNothingMoreAndLaterMailShouldBeFound() {
        String bob = UUID.randomUUID() + "@example.org";
        message(Instant.now(), "a@remote.test", bob, "other@example.org");
        erase(bob);

        assertThat(erase(bob)).isEqualTo(ErasureResult.NOTHING);
        String later = message(Instant.now(), "a@remote.test", bob);
        assertThat(found(new IndexTerm(IndexField.RECIPIENT, bob))).containsExactly(later);
        assertThat(erase(bob).messages()).isEqualTo(1);
    }

    @Test
    default void statisticsUnderThePersonsAddressShouldGoAndAllOthersStay() {
        Instant hour = Tier.HOUR.start(Instant.now().minus(Duration.ofDays(2)));
        Instant month = Tier.MONTH.start(Instant.now().minus(Duration.ofDays(400)));
        for (Map.Entry<Tier, Instant> span : Map.of(Tier.HOUR, hour, Tier.MONTH, month).entrySet()) {
            Counts counts = new Counts();
            counts.add(Dimension.RECEIVER, "bob@example.org", Measure.COUNT, 3);
            counts.add(Dimension.RECEIVER, "jim@example.org", Measure.COUNT, 4);
            counts.add(Dimension.CONTACT, "bob@example.org", Measure.COUNT, 5);
            counts.add(Dimension.RULE, "bob@example.org", Measure.COUNT, 6);
            statistics().put(span.getKey(), span.getValue(), counts);
        }

        assertThat(erase("Bob@Example.org").numbers()).isEqualTo(4);

        for (Map.Entry<Tier, Instant> span : Map.of(Tier.HOUR, hour, Tier.MONTH, month).entrySet()) {
            Instant end = span.getKey().next(span.getValue());
            assertThat(statistics().read(span.getKey(), Dimension.RECEIVER, span.getValue(), end).get(span.getValue()))
                .containsOnlyKeys("jim@example.org");
            assertThat(statistics().read(span.getKey(), Dimension.CONTACT, span.getValue(), end)).isEmpty();
            assertThat(statistics().read(span.getKey(), Dimension.RULE, span.getValue(), end)).isNotEmpty();
        }
    }
}
