// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
        return new GreylistStage(greylist, new BoundedLookup(new TimeLimit(), Duration.ofMillis(100), metrics)).decide(
            new PolicyContext(PolicyPoint.RCPT, Direction.INCOMING, Client.of("192.0.2.1"), Optional.of("a@x.test"),
                Optional.of("b@here.test"), "01TEST", new PolicySession()));
    }

    /** Answers about triplets so, and knows nobody. */
    private record Store(CompletionStage<Optional<GreylistEntry>> answer) implements GreylistStore {

        @Override
        public CompletionStage<Optional<GreylistEntry>> seek(GreylistTriplet triplet, Instant now) {
            return answer;
        }

        @Override
        public Optional<GreylistEntry> find(GreylistTriplet triplet, Instant now) {
            return Optional.empty();
        }

        @Override
        public void save(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
            assertThat(entry.passed()).isFalse();
        }

        @Override
        public List<WaitingTriplet> waiting(Instant since, Instant now, int most) {
            return List.of();
        }
    }
}
