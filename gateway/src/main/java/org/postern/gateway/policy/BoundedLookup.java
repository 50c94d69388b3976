// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.StorageUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks directories on behalf of checks. What cannot be looked up is let pass: refusing all mail while one is away is the worse fault. */
public final class BoundedLookup {
    private static final Duration MOMENT = Duration.ofMillis(300);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);
    private static final long ANSWERING = 0;
    private static final Logger LOGGER = LoggerFactory.getLogger(BoundedLookup.class);

    private final TimeLimit timeLimit;
    private final Duration limit;
    private final Metric unavailable;
    /** Until when, in milliseconds of the system's clock, what was begun is waited for only a moment. */
    private final AtomicLong hurriedUntil = new AtomicLong(ANSWERING);

    /** Look-ups that each take no longer than the limit. */
    public BoundedLookup(TimeLimit timeLimit, Duration limit, MetricFactory metrics) {
        this.timeLimit = timeLimit;
        this.limit = limit;
        this.unavailable = metrics.generate("postern.smtp.lookup-unavailable");
    }

    /** The decision, or to pass where it cannot be had in time. */
    public PolicyDecision decide(String about, Callable<PolicyDecision> lookup) {
        try {
            return timeLimit.within(limit, lookup);
        } catch (StorageUnavailableException e) {
            away(about, e);
            return PolicyDecision.pass();
        }
    }

    /**
     * What was begun, waited for on the caller's own thread; empty where it cannot be had in time. After an answer that was late the next
     * ones are waited for only a moment, and one of them every ten seconds for the whole time, until one comes: a store that hangs
     * must not take up, one after the other, the threads that serve all connections.
     */
    public <T> Optional<T> await(String about, CompletionStage<T> begun) {
        // What needed no answer says nothing of who gives answers.
        boolean asked = !begun.toCompletableFuture().isDone();
        try {
            T answer = timeLimit.within(asked ? patience() : limit, begun);
            if (asked) {
                hurriedUntil.set(ANSWERING);
            }
            return Optional.of(answer);
        } catch (StorageUnavailableException e) {
            if (e.getCause() instanceof TimeoutException) {
                hurriedUntil.compareAndSet(ANSWERING, System.currentTimeMillis() + TRY_AGAIN.toMillis());
            }
            away(about, e);
            return Optional.empty();
        }
    }

    private Duration patience() {
        long until = hurriedUntil.get();
        long now = System.currentTimeMillis();
        // Of many who come when it is time to try again one waits, and it alone.
        boolean waits = until == ANSWERING || now >= until && hurriedUntil.compareAndSet(until, now + TRY_AGAIN.toMillis());
        return waits || limit.compareTo(MOMENT) < 0 ? limit : MOMENT;
    }

    private void away(String about, StorageUnavailableException failure) {
        unavailable.increment();
        LOGGER.warn("Letting recipient {} pass unchecked: {}", about, failure.getMessage());
    }
}
