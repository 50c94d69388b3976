// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;

/** Counts what is asked and how that ends. */
public final class DnsMetrics {
    private final Metric sent;
    private final Metric late;
    private final Metric failed;
    private final Metric cached;

    public DnsMetrics(MetricFactory metrics) {
        sent = metrics.generate("postern.dns.queries");
        late = metrics.generate("postern.dns.timeouts");
        failed = metrics.generate("postern.dns.failed");
        cached = metrics.generate("postern.dns.cached");
    }

    void sent() {
        sent.increment();
    }

    void late() {
        late.increment();
    }

    void failed() {
        failed.increment();
    }

    void cached() {
        cached.increment();
    }
}
