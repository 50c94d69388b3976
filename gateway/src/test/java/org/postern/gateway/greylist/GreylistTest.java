// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.gateway.MutableClock;
import org.postern.gateway.StorageUnavailableException;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.gateway.config.GreylistConfiguration;
import org.postern.gateway.config.PosternConfiguration;

/** Each scenario of the table begins with a store of its own and keeps it from row to row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GreylistTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final GreylistConfiguration DEFAULTS = PosternConfiguration.defaults().greylist();

    private final Map<String, GreylistStore> scenarios = new HashMap<>();

    @ParameterizedTest(name = "{0}: {1} {2} <{3}> <{4}> -> {5}")
    @CsvFileSource(resources = "attempts.csv", delimiter = '|', emptyValue = "", nullValues = "-")
    void attemptShouldBeDecidedAsInTheTable(String scenario, String since, String client, String sender, String recipient,
                                            String expected) {
        Instant now = START.plusSeconds(Long.parseLong(since.replace("s", "")));
        GreylistStore store = scenarios.computeIfAbsent(scenario, name -> new InMemoryGreylistStore());
        Greylist greylist = new Greylist(DEFAULTS, store, new MutableClock(now), new RecordingMetricFactory());

        GreylistDecision decision = greylist.check(client, Optional.ofNullable(sender).orElse(""), recipient);

        assertThat(decision instanceof GreylistDecision.Defer defer ? String.valueOf(defer.remainingSeconds()) : "pass")
            .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} {2} -> waits {3}")
    @CsvSource({
        // SPF, DMARC, later client and sender, and whether it waits
        "PASS, NONE, 192.0.2.9, other@x.test, false",
        "NONE, PASS, 192.0.2.9, other@x.test, false",
        "NONE, PASS, 192.0.2.9, other@y.test, true",
        "NONE, PASS, 198.51.100.9, other@x.test, true",
        "NONE, PASS, 192.0.2.9, '', true",
        "SOFTFAIL, NONE, 192.0.2.9, other@x.test, true",
        "NONE, NONE, 192.0.2.9, other@x.test, true"})
    void networkThatBroughtProvedMailOfADomainShouldNotWaitForItAgain(AuthenticationResult spf, AuthenticationResult dmarc, String client,
                                                                      String sender, boolean waits) {
        Greylist greylist = new Greylist(DEFAULTS, new InMemoryGreylistStore(), new MutableClock(START), new RecordingMetricFactory());
        greylist.knownSenders().decided(KnownMail.of("192.0.2.1", "first@x.test", spf, dmarc), KnownMail.delivered("b@here.test"));

        assertThat(greylist.check(client, sender, "new@here.test").passes()).isEqualTo(!waits);
    }

    @Test
    void everythingShouldPassWhileTheStoreIsAwayAndBeCounted() {
        RecordingMetricFactory metrics = new RecordingMetricFactory();
        GreylistStore away = new GreylistStore() {
            @Override
            public Optional<GreylistEntry> find(GreylistTriplet triplet, Instant now) {
                throw new StorageUnavailableException("away", null);
            }

            @Override
            public void save(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
                throw new StorageUnavailableException("away", null);
            }

            @Override
            public List<WaitingTriplet> waiting(Instant since, Instant now, int most) {
                throw new StorageUnavailableException("away", null);
            }
        };
        Greylist greylist = new Greylist(DEFAULTS, away, new MutableClock(START), metrics);

        assertThat(greylist.check("192.0.2.1", "a@example.com", "r@example.org").passes()).isTrue();
        assertThat(greylist.check("192.0.2.1", "a@example.com", "r@example.org").passes()).isTrue();
        assertThat(metrics.countFor("postern.greylist.store-unavailable")).isEqualTo(2);
    }

    @Test
    void switchedOffGreylistShouldNotTouchTheStore() {
        GreylistConfiguration off = new GreylistConfiguration(false, DEFAULTS.delay(), DEFAULTS.retryWindow(), DEFAULTS.lifetime(),
            24, 64, true, 0);
        Greylist greylist = new Greylist(off, null, new MutableClock(START), new RecordingMetricFactory());

        assertThat(greylist.check("192.0.2.1", "a@example.com", "r@example.org").passes()).isTrue();
    }

    @Test
    void aTripletInUseShouldBeWrittenSeldomAndStillOutliveItsLifetime() {
        AtomicInteger writes = new AtomicInteger();
        InMemoryGreylistStore kept = new InMemoryGreylistStore();
        GreylistStore counted = new GreylistStore() {
            @Override
            public Optional<GreylistEntry> find(GreylistTriplet triplet, Instant now) {
                return kept.find(triplet, now);
            }

            @Override
            public void save(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
                writes.incrementAndGet();
                kept.save(triplet, entry, now);
            }

            @Override
            public List<WaitingTriplet> waiting(Instant since, Instant now, int most) {
                return kept.waiting(since, now, most);
            }
        };
        for (int minute = 0; minute < 10 * 24 * 60; minute += 10) {
            Instant now = START.plus(Duration.ofMinutes(minute));
            new Greylist(DEFAULTS, counted, new MutableClock(now), new RecordingMetricFactory())
                .check("192.0.2.1", "a@x.test", "b@here.test");
        }
        Instant last = START.plus(Duration.ofDays(10));
        Duration shortest = DEFAULTS.lifetime().minus(DEFAULTS.lifetime().dividedBy(100)).minusMinutes(10);

        assertThat(writes).hasValueBetween(2 + 10, 2 + 30);
        assertThat(new Greylist(DEFAULTS, counted, new MutableClock(last.plus(shortest)), new RecordingMetricFactory())
            .check("192.0.2.1", "a@x.test", "b@here.test")).isInstanceOf(GreylistDecision.Pass.class);
    }

    @Test
    void aTripletThatHasPassedShouldBeAskedAboutAgainOnlyWhenItsEndIsToBeMoved() {
        AskedGreylistStore store = new AskedGreylistStore();
        RecordingMetricFactory metrics = new RecordingMetricFactory();
        MutableClock clock = new MutableClock(START);
        Greylist greylist = new Greylist(DEFAULTS, store, clock, metrics);
        greylist.check("192.0.2.1", "a@x.test", "b@here.test");
        clock.set(START.plus(DEFAULTS.delay()));
        greylist.check("192.0.2.1", "a@x.test", "b@here.test");
        greylist.check("192.0.2.1", "a@x.test", "b@here.test");
        store.asked.set(0);

        for (int i = 0; i < 5; i++) {
            assertThat(greylist.check("192.0.2.9", "A@x.test", "B@here.test").passes()).isTrue();
        }
        assertThat(store.asked).hasValue(0);
        assertThat(metrics.countFor("postern.greylist.remembered")).isEqualTo(5);

        clock.set(clock.instant().plus(DEFAULTS.lifetime().dividedBy(100)));
        assertThat(greylist.check("192.0.2.1", "a@x.test", "b@here.test").passes()).isTrue();
        assertThat(store.asked).hasValue(1);
        assertThat(greylist.check("192.0.2.1", "a@x.test", "b@here.test").passes()).isTrue();
        assertThat(greylist.check("192.0.2.1", "a@x.test", "b@here.test").passes()).isTrue();
        assertThat(store.asked).hasValue(2);
    }

    @Test
    void aTripletThatIsRememberedShouldBeForgottenWhenTheStoreForgetsIt() {
        MutableClock clock = new MutableClock(START);
        Greylist greylist = new Greylist(DEFAULTS, new AskedGreylistStore(), clock, new RecordingMetricFactory());
        greylist.check("192.0.2.1", "a@x.test", "b@here.test");
        clock.set(START.plus(DEFAULTS.delay()));
        greylist.check("192.0.2.1", "a@x.test", "b@here.test");
        greylist.check("192.0.2.1", "a@x.test", "b@here.test");
        clock.set(clock.instant().plus(DEFAULTS.lifetime()));

        assertThat(greylist.check("192.0.2.1", "a@x.test", "b@here.test").passes()).isFalse();
    }

    @Test
    void whatTheStoreDidNotTakeShouldNotBeRemembered() {
        AskedGreylistStore store = new AskedGreylistStore();
        MutableClock clock = new MutableClock(START);
        Greylist greylist = new Greylist(DEFAULTS, store, clock, new RecordingMetricFactory());
        greylist.check("192.0.2.1", "a@x.test", "b@here.test");
        clock.set(START.plus(DEFAULTS.delay()));
        store.takes = false;
        assertThat(greylist.check("192.0.2.1", "a@x.test", "b@here.test").passes()).isTrue();
        clock.set(START.plus(DEFAULTS.retryWindow()));

        assertThat(greylist.check("192.0.2.1", "a@x.test", "b@here.test").passes()).isFalse();
    }

    /** Counts questions about triplets, and can lose what it is told. */
    private static final class AskedGreylistStore implements GreylistStore {
        private final InMemoryGreylistStore kept = new InMemoryGreylistStore();
        private final AtomicInteger asked = new AtomicInteger();
        private boolean takes = true;

        @Override
        public Optional<GreylistEntry> find(GreylistTriplet triplet, Instant now) {
            asked.incrementAndGet();
            return kept.find(triplet, now);
        }

        @Override
        public void save(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
            if (takes) {
                kept.save(triplet, entry, now);
            }
        }

        @Override
        public List<WaitingTriplet> waiting(Instant since, Instant now, int most) {
            return kept.waiting(since, now, most);
        }
    }

    @Test
    void remainingSecondsShouldBeRoundedUp() {
        assertThat(new GreylistDecision.Defer(Duration.ofMillis(1)).remainingSeconds()).isEqualTo(1);
        assertThat(new GreylistDecision.Defer(Duration.ofMillis(2001)).remainingSeconds()).isEqualTo(3);
        assertThat(new GreylistDecision.Defer(Duration.ofSeconds(2)).remainingSeconds()).isEqualTo(2);
    }
}
