// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.StorageUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks directories on behalf of checks. What cannot be looked up is let pass: refusing all mail while one is away is the worse fault. */
public final class BoundedLookup {
    private static final Logger LOGGER = LoggerFactory.getLogger(BoundedLookup.class);

    private final TimeLimit timeLimit;
    private final Duration limit;
    private final Metric unavailable;

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

    /** What was begun, waited for on the caller's own thread; empty where it cannot be had in time. */
    public <T> Optional<T> await(String about, CompletionStage<T> begun) {
        try {
            return Optional.of(timeLimit.within(limit, begun));
        } catch (StorageUnavailableException e) {
            away(about, e);
            return Optional.empty();
        }
    }

    private void away(String about, StorageUnavailableException failure) {
        unavailable.increment();
        LOGGER.warn("Letting recipient {} pass unchecked: {}", about, failure.getMessage());
    }
}
