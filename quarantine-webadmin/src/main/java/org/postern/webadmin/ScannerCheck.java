// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.VirusScanner;

/**
 * Asks a virus engine by scanning a tiny message: an engine that accepts connections and scans nothing is no good.
 */
public final class ScannerCheck implements ComponentCheck {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final MessageSource MESSAGE = MessageSource.of(
        "Subject: Postern asks whether the virus engine works\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

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
        return scanner.scan(MESSAGE, LIMIT) instanceof EngineAnswer.Unknown unknown ? Optional.of(unknown.reason()) : Optional.empty();
    }
}
