// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.smtp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.TimeMetric;
import org.reactivestreams.Publisher;

/** Metrics of services that are measured from outside; read to know that they did what was measured. */
final class CountedMetrics implements MetricFactory {
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    /** What was counted under a name. */
    long of(String name) {
        return counts.getOrDefault(name, new AtomicLong()).get();
    }

    @Override
    public Metric generate(String name) {
        AtomicLong count = counts.computeIfAbsent(name, any -> new AtomicLong());
        return new Metric() {
            @Override
            public void increment() {
                count.incrementAndGet();
            }

            @Override
            public void decrement() {
                count.decrementAndGet();
            }

            @Override
            public void add(int value) {
                count.addAndGet(value);
            }

            @Override
            public void remove(int value) {
                count.addAndGet(-value);
            }

            @Override
            public long getCount() {
                return count.get();
            }
        };
    }

    @Override
    public TimeMetric timer(String name) {
        throw new UnsupportedOperationException("no policy check takes the time by " + name);
    }

    @Override
    public <T> Publisher<T> decoratePublisherWithTimerMetric(String name, Publisher<T> publisher) {
        return publisher;
    }

    @Override
    public <T> Publisher<T> decoratePublisherWithTimerMetricLogP99(String name, Publisher<T> publisher) {
        return publisher;
    }
}
