// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postern.gateway.MutableClock;

class AccessLinksTest implements LinkStoreContract {
    private final InMemoryLinkStore store = new InMemoryLinkStore(Clock.systemUTC());

    @Override
    public LinkStore linkStore() {
        return store;
    }

    @Test
    void aSecretShouldOpenItsRecipientsQuarantineUntilItEnds() {
        MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
        AccessLinks links = new AccessLinks(new InMemoryLinkStore(clock), Duration.ofHours(1), clock);
        String secret = links.create("Ann@Example.org", AccessLink.Purpose.DIGEST);
        assertThat(links.open(secret)).hasValueSatisfying(link -> {
            assertThat(link.recipient()).isEqualTo("ann@example.org");
            assertThat(link.id()).isNotEqualTo(secret);
            assertThat(links.open(link.id())).isEmpty();
        });
        assertThat(links.open(secret.substring(1) + "x")).isEmpty();
        clock.advance(Duration.ofHours(1));
        assertThat(links.open(secret)).isEmpty();
    }

    @Test
    void requestsShouldServeAnAddressOnceAnHourAndAClientTwentyTimes() {
        MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
        List<String> sent = new CopyOnWriteArrayList<>();
        try (LinkRequests requests = new LinkRequests(sent::add, clock)) {
            requests.ask("Ann@example.org", "192.0.2.1");
            requests.ask("ann@example.org", "192.0.2.2");
            requests.ask("no address", "192.0.2.2");
            Awaitility.await().until(() -> sent.size() == 1);
            for (int i = 0; i < 30; i++) {
                requests.ask("user" + i + "@example.org", "192.0.2.3");
            }
            Awaitility.await().until(() -> sent.size() == 21);
            clock.advance(Duration.ofHours(1));
            requests.ask("ann@example.org", "192.0.2.3");
            Awaitility.await().until(() -> sent.size() == 22);
            assertThat(sent).startsWith("ann@example.org").endsWith("ann@example.org");
        }
    }
}
