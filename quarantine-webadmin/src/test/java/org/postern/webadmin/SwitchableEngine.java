// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.EngineVersion;
import org.postern.gateway.scan.VirusScanner;
import org.postern.gateway.scan.update.SignatureUpdate;

/** A virus engine that finds the EICAR file, fails when told to, and whose update ends when the test lets it. */
final class SwitchableEngine implements VirusScanner, SignatureUpdate {
    static final Instant MADE = Instant.parse("2026-01-05T08:00:00Z");

    final Semaphore updates = new Semaphore(0);
    volatile Optional<String> failure = Optional.empty();
    private volatile int signatures = 1;

    @Override
    public String name() {
        return "clamav";
    }

    @Override
    public EngineAnswer scan(MessageSource content, Duration limit) {
        try {
            String text = new String(content.open().readAllBytes(), StandardCharsets.US_ASCII);
            return text.startsWith("X5O!P%") ? new EngineAnswer.Found(List.of("Eicar")) : new EngineAnswer.Clean();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public EngineVersion version(Duration limit) throws IOException {
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
        return new EngineVersion("ClamAV 1", Optional.of(Integer.toString(signatures)), Optional.of(MADE));
    }

    @Override
    public String run() throws InterruptedException {
        updates.acquire();
        signatures++;
        return "newer signatures";
    }
}
