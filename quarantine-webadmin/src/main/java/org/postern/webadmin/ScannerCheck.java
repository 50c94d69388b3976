// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.time.Duration;
import java.util.Optional;

import org.postern.gateway.scan.EngineProbe;
import org.postern.gateway.scan.VirusScanner;

/**
 * Asks a virus engine by having it scan: one that accepts connections and scans nothing is no good.
 */
public final class ScannerCheck implements ComponentCheck {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final VirusScanner scanner;

    public ScannerCheck(VirusScanner scanner) {
        this.scanner = scanner;
    }

    @Override
    public String name() {
        return scanner.name();
    }

    @Override
    public Optional<String> problem() {
        return new EngineProbe(scanner).problem(LIMIT);
    }
}
