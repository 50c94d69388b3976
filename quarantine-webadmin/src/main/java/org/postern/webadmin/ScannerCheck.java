// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.Optional;

import org.postern.gateway.scan.EngineMonitor;
import org.postern.gateway.scan.EngineStatus;

/**
 * Tells how a virus engine was at its last check, which had it scan: one that accepts connections and scans nothing is no good. It asks
 * no further scans, which may take an engine long.
 */
public final class ScannerCheck implements ComponentCheck {
    private final EngineMonitor monitor;
    private final String engine;

    /** The check of one of the monitor's engines, by its name. */
    public ScannerCheck(EngineMonitor monitor, String engine) {
        this.monitor = monitor;
        this.engine = engine;
    }

    @Override
    public String name() {
        return engine;
    }

    @Override
    public Optional<String> problem() {
        EngineStatus status = monitor.status(engine);
        return status.works() ? Optional.empty() : status.problem().or(() -> Optional.of("not checked yet"));
    }
}
