// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import org.postern.gateway.scan.EngineMonitor;

/**
 * Tells when an engine's signatures have become old: it still answers, and finds less every day.
 */
public final class SignatureAgeCheck implements ComponentCheck {
    private final EngineMonitor monitor;
    private final String engine;
    private final Duration limit;
    private final Clock clock;

    public SignatureAgeCheck(EngineMonitor monitor, String engine, Duration limit, Clock clock) {
        this.monitor = monitor;
        this.engine = engine;
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public String name() {
        return engine + "-signatures";
    }

    @Override
    public Optional<String> problem() {
        return monitor.status(engine).signatureAge(clock.instant())
            .filter(age -> age.compareTo(limit) > 0)
            .map(age -> "the signatures are " + age.toHours() + " hours old");
    }
}
