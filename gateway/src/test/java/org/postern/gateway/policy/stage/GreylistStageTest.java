// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.greylist.Greylist;
import org.postern.gateway.greylist.GreylistEntry;
import org.postern.gateway.greylist.GreylistStore;
import org.postern.gateway.greylist.GreylistTriplet;
import org.postern.gateway.greylist.WaitingTriplet;
import org.postern.gateway.policy.BoundedLookup;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyPoint;
import org.postern.gateway.policy.PolicySession;
import org.postern.gateway.policy.TimeLimit;

class GreylistStageTest {
    private static final CompletionStage<Void> WRITTEN = CompletableFuture.completedFuture(null);

    private final RecordingMetricFactory metrics = new RecordingMetricFactory();

    @Test
    void aStoreThatDoesNotAnswerShouldLetPassWhenTheTimeIsUp() {
        Instant begin = Instant.now();

        PolicyDecision decision = decide(new Store(new CompletableFuture<>()));

        assertThat(decision).isEqualTo(PolicyDecision.pass());
        assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofMillis(100), Duration.ofSeconds(20));
        assertThat(metrics.countFor("postern.smtp.lookup-unavailable")).isOne();
    }

    @Test
    void aSecondReadOrAWriteThatHangsShouldLetPassWhenTheTimeIsUp() {
        CompletionStage<Optional<GreylistEntry>> none = CompletableFuture.completedFuture(Optional.empty());

        assertThat(decide(new Store(none, new CompletableFuture<>(), WRITTEN))).isEqualTo(PolicyDecision.pass());
        assertThat(decide(new Store(none, none, new CompletableFuture<>()))).isEqualTo(PolicyDecision.pass());
        assertThat(metrics.countFor("postern.smtp.lookup-unavailable")).isEqualTo(2);
        assertThat(metrics.countFor("postern.greylist.deferred")).isZero();
    }

    @Test
    void aStrangerShouldBeDeferredOnceTheStoreHasAnswered() {
        assertThat(decide(new Store(CompletableFuture.completedFuture(Optional.empty())))).isInstanceOf(PolicyDecision.Defer.class);
    }

    @Test
    void aStoreThatFailsShouldLetPassAndBeCounted() {
        assertThat(decide(new Store(CompletableFuture.failedFuture(new IllegalStateException("broken"))))).isEqualTo(PolicyDecision.pass());
        assertThat(metrics.countFor("postern.greylist.store-unavailable")).isOne();
    }

    private PolicyDecision decide(GreylistStore store) {
        Greylist greylist = new Greylist(PosternConfiguration.defaults().greylist(), store, Clock.systemUTC(), metrics);
        return new GreylistStage(greylist, new BoundedLookup(new NoThreads(), Duration.ofMillis(100), metrics)).decide(
            new PolicyContext(PolicyPoint.RCPT, Direction.INCOMING, Client.of("192.0.2.1"), Optional.of("a@x.test"),
                Optional.of("b@here.test"), "01TEST", new PolicySession()));
    }

    /** A decision is to take no thread besides the one that waits for it. */
    private static final class NoThreads extends TimeLimit {
        @Override
        public <T> T within(Duration limit, Callable<T> lookup) {
            throw new AssertionError("a look-up on a thread of its own");
        }
    }

    /** Answers so about triplets and about known senders, and takes writes so; nothing can be waited for on the caller's thread. */
    private record Store(CompletionStage<Optional<GreylistEntry>> answer, CompletionStage<Optional<GreylistEntry>> known,
                         CompletionStage<Void> written) implements GreylistStore {

        private Store(CompletionStage<Optional<GreylistEntry>> answer) {
            this(answer, CompletableFuture.completedFuture(Optional.empty()), WRITTEN);
        }

        @Override
        public CompletionStage<Optional<GreylistEntry>> seek(GreylistTriplet triplet, Instant now) {
            return "*".equals(triplet.recipient()) ? known : answer;
        }

        @Override
        public CompletionStage<Void> write(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
            assertThat(entry.passed()).isFalse();
            return written;
        }

        @Override
        public Optional<GreylistEntry> find(GreylistTriplet triplet, Instant now) {
            throw new AssertionError("a read that waits");
        }

        @Override
        public void save(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
            throw new AssertionError("a write that waits");
        }

        @Override
        public List<WaitingTriplet> waiting(Instant since, Instant now, int most) {
            return List.of();
        }
    }
}
