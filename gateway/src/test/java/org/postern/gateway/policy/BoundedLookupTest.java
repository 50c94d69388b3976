// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.Test;

/** Times are far apart, so that a slow machine cannot mistake one for the other. */
class BoundedLookupTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private final BoundedLookup lookup = new BoundedLookup(new TimeLimit(), LIMIT, new RecordingMetricFactory());

    @Test
    void onceAnAnswerWasLateTheNextShouldBeWaitedForAMomentOnly() {
        assertThat(waitedFor(CompletableFuture::new)).isGreaterThanOrEqualTo(LIMIT);

        assertThat(waitedFor(CompletableFuture::new)).isLessThan(LIMIT);
        // What was known without asking does not say that anybody answers.
        assertThat(lookup.await("known", CompletableFuture.completedFuture("yes"))).contains("yes");
        assertThat(waitedFor(CompletableFuture::new)).isLessThan(LIMIT);
    }

    @Test
    void anAnswerInTimeShouldGiveTheNextTheWholeTimeAgain() {
        waitedFor(CompletableFuture::new);
        Optional<String> answer = Optional.empty();
        while (answer.isEmpty()) {
            answer = lookup.await("soon", soon());
        }

        assertThat(waitedFor(CompletableFuture::new)).isGreaterThanOrEqualTo(LIMIT);
    }

    private static CompletionStage<String> soon() {
        return CompletableFuture.supplyAsync(() -> "yes", CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
    }

    private Duration waitedFor(Supplier<CompletionStage<String>> silent) {
        long begin = System.nanoTime();
        assertThat(lookup.await("silent", silent.get())).isEmpty();
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
