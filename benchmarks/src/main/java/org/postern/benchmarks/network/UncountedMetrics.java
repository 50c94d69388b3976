// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.network;

import java.util.concurrent.atomic.AtomicLong;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.TimeMetric;
import org.reactivestreams.Publisher;

/** Counters that nobody reads, as the gateway has them when no server stands around it. */
public final class UncountedMetrics implements MetricFactory {

    @Override
    public Metric generate(String name) {
        return new Counter(new AtomicLong());
    }

    @Override
    public TimeMetric timer(String name) {
        throw new UnsupportedOperationException("nothing that is measured here takes times");
    }

    @Override
    public <T> Publisher<T> decoratePublisherWithTimerMetric(String name, Publisher<T> publisher) {
        return publisher;
    }

    @Override
    public <T> Publisher<T> decoratePublisherWithTimerMetricLogP99(String name, Publisher<T> publisher) {
        return publisher;
    }

    private record Counter(AtomicLong count) implements Metric {
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
    }
}
