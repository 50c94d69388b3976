// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.util.function.Supplier;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.TimeMetric;

/**
 * Counts what each engine does.
 */
public final class ScanMetrics {
    private final MetricFactory metrics;

    public ScanMetrics(MetricFactory metrics) {
        this.metrics = metrics;
    }

    /** Counts nothing. */
    public static ScanMetrics none() {
        return new ScanMetrics(null);
    }

    OfEngine of(String engine) {
        return metrics == null ? new Uncounted() : new Counted(metrics, engine);
    }

    /** The counts of one engine. */
    interface OfEngine {

        /** Scans, and counts how that went. */
        EngineAnswer measured(Supplier<EngineAnswer> scan);

        /** An answer was remembered and no scan was needed. */
        void remembered();
    }

    private static final class Uncounted implements OfEngine {
        @Override
        public EngineAnswer measured(Supplier<EngineAnswer> scan) {
            return scan.get();
        }

        @Override
        public void remembered() {
            // Nobody asked for the count.
        }
    }

    private record Counted(MetricFactory metrics, String engine) implements OfEngine {
        @Override
        public EngineAnswer measured(Supplier<EngineAnswer> scan) {
            TimeMetric time = metrics.timer(EngineMetric.SCAN.of(engine));
            EngineAnswer answer = scan.get();
            time.stopAndPublish();
            if (answer instanceof EngineAnswer.Found) {
                metrics.generate(EngineMetric.FOUND.of(engine)).increment();
            } else if (answer instanceof EngineAnswer.Unknown) {
                metrics.generate(EngineMetric.UNKNOWN.of(engine)).increment();
            }
            return answer;
        }

        @Override
        public void remembered() {
            metrics.generate(EngineMetric.CACHED.of(engine)).increment();
        }
    }
}
