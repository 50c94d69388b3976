// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import org.postern.analysis.message.MessageSource;

/**
 * Asks an engine whether it works by having it scan: one that accepts connections and scans nothing, or that has lost its signatures, is
 * no good. Every engine knows the harmless EICAR test file.
 */
public final class EngineProbe {
    /** In two halves, so that no scanner takes this program for the test file. */
    private static final MessageSource EICAR = MessageSource.of(
        ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD" + "-ANTIVIRUS-TEST-FILE!$H+H*").getBytes(StandardCharsets.US_ASCII));
    private static final MessageSource ORDINARY = MessageSource.of(
        "Subject: Postern asks whether the virus engine works\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    private final VirusScanner engine;

    public EngineProbe(VirusScanner engine) {
        this.engine = engine;
    }

    /**
     * What is wrong with the engine, for people; empty when it works.
     *
     * @param limit most time for each of two scans
     */
    public Optional<String> problem(Duration limit) {
        return wrong(engine.scan(EICAR, limit), true).or(() -> wrong(engine.scan(ORDINARY, limit), false));
    }

    private static Optional<String> wrong(EngineAnswer answer, boolean toBeFound) {
        if (answer instanceof EngineAnswer.Unknown unknown) {
            return Optional.of(unknown.reason());
        }
        if (answer instanceof EngineAnswer.Found found) {
            return toBeFound ? Optional.empty() : Optional.of("finds " + String.join(", ", found.names()) + " in an ordinary message");
        }
        return toBeFound ? Optional.of("does not find the EICAR test file: has it any signatures?") : Optional.empty();
    }
}
