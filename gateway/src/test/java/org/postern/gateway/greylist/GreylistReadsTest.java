// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.Test;
import org.postern.gateway.MutableClock;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.config.GreylistConfiguration;
import org.postern.gateway.config.PosternConfiguration;

/** What is under way at the store, and when. */
class GreylistReadsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final GreylistConfiguration DEFAULTS = PosternConfiguration.defaults().greylist();
    private static final GreylistConfiguration NOT_ADAPTIVE = new GreylistConfiguration(true, DEFAULTS.delay(), DEFAULTS.retryWindow(),
        DEFAULTS.lifetime(), 24, 64, false, 0);
    private static final Optional<GreylistEntry> PASSED = Optional.of(
        new GreylistEntry(NOW.minus(DEFAULTS.delay()), NOW.plus(DEFAULTS.lifetime()), true));
    private static final Optional<GreylistEntry> WAITED = Optional.of(
        new GreylistEntry(NOW.minus(DEFAULTS.delay()), NOW.plus(DEFAULTS.retryWindow()), false));

    private final HandAnsweredGreylistStore store = new HandAnsweredGreylistStore();
    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private final Greylist greylist = new Greylist(DEFAULTS, store, new MutableClock(NOW), metrics);

    private CompletableFuture<GreylistDecision> begin(Greylist asked, int number) {
        store.questions.clear();
        store.writes.clear();
        return asked.decide("192.0.2.1", "a@x.test", "r" + number + "@here.test").toCompletableFuture();
    }

    private CompletableFuture<Optional<GreylistEntry>> question(boolean aboutKnownSender) {
        return store.questions.stream().filter(each -> each.aboutKnownSender() == aboutKnownSender).findAny().orElseThrow().answer();
    }

    private void letStrangersPrevail(Greylist asked) {
        for (int i = 0; i < 100; i++) {
            CompletableFuture<GreylistDecision> decision = begin(asked, i);
            for (int answered = 0; answered < store.questions.size(); answered++) {
                store.questions.get(answered).answer().complete(Optional.empty());
            }
            store.writes.get(0).complete(null);
            assertThat(decision.join().passes()).isFalse();
        }
    }

    @Test
    void atFirstTheKnownSenderShouldBeAskedForOnceTheTripletTurnedOutToBeAStrangers() {
        CompletableFuture<GreylistDecision> decision = begin(greylist, 1);
        assertThat(store.questions).singleElement().matches(question -> !question.aboutKnownSender());

        question(false).complete(Optional.empty());
        assertThat(store.questions).hasSize(2);
        assertThat(decision).isNotDone();

        question(true).complete(PASSED);
        assertThat(decision.join().passes()).isTrue();
        assertThat(store.writes).isEmpty();
    }

    @Test
    void bothReadsShouldBeUnderWayAtOnceOnceStrangersPrevail() {
        letStrangersPrevail(greylist);

        CompletableFuture<GreylistDecision> decision = begin(greylist, 1000);
        assertThat(store.questions).hasSize(2);

        question(true).complete(Optional.empty());
        assertThat(decision).isNotDone();
        question(false).complete(Optional.empty());
        store.writes.get(0).complete(null);
        assertThat(decision.join().passes()).isFalse();
        assertThat(store.questions).hasSize(2);
    }

    @Test
    void onceCorrespondentsPrevailAgainOneReadShouldDoForThem() {
        letStrangersPrevail(greylist);
        for (int i = 0; i < 100; i++) {
            CompletableFuture<GreylistDecision> decision = begin(greylist, 1000 + i);
            // That the other answer is missing, or is a failure, is nothing to one who has passed.
            question(false).complete(PASSED);
            assertThat(decision.join().passes()).isTrue();
        }

        begin(greylist, 2000);
        assertThat(store.questions).hasSize(1);
        assertThat(metrics.countFor("postern.greylist.store-unavailable")).isZero();
    }

    @Test
    void whereNobodyIsSparedOnlyTheTripletShouldBeRead() {
        Greylist plain = new Greylist(NOT_ADAPTIVE, store, new MutableClock(NOW), metrics);
        letStrangersPrevail(plain);

        begin(plain, 1000);
        assertThat(store.questions).hasSize(1);
    }

    @Test
    void aSecondReadThatFailsShouldLetPassAndBeCountedOnce() {
        letStrangersPrevail(greylist);
        CompletableFuture<GreylistDecision> decision = begin(greylist, 1000);

        question(true).completeExceptionally(new StorageUnavailableException("away", null));
        question(false).complete(Optional.empty());

        assertThat(decision.join().passes()).isTrue();
        assertThat(metrics.countFor("postern.greylist.store-unavailable")).isOne();
    }

    @Test
    void theFirstPassShouldWaitUntilItIsWritten() {
        CompletableFuture<GreylistDecision> decision = begin(greylist, 1);
        question(false).complete(WAITED);
        question(true).complete(Optional.empty());

        assertThat(decision).isNotDone();
        store.writes.get(0).complete(null);
        assertThat(decision.join().passes()).isTrue();
    }

    @Test
    void aStrangerThatCannotBeWrittenDownShouldPassAndNotCountAsDeferred() {
        CompletableFuture<GreylistDecision> decision = begin(greylist, 1);
        question(false).complete(Optional.empty());
        question(true).complete(Optional.empty());
        store.writes.get(0).completeExceptionally(new StorageUnavailableException("away", null));

        assertThat(decision.join().passes()).isTrue();
        assertThat(metrics.countFor("postern.greylist.store-unavailable")).isOne();
        assertThat(metrics.countFor("postern.greylist.deferred")).isZero();
    }
}
