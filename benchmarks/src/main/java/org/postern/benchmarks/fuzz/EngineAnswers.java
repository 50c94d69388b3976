// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.VirusScanner;

/** What must hold whatever an engine says: an answer in time, without a fault of the reader, and never "clean" by chance. */
final class EngineAnswers {
    static final MessageSource CONTENT = MessageSource.of("content".getBytes(StandardCharsets.US_ASCII));
    static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long MOST_NANOS = Duration.ofSeconds(5).toNanos();

    private EngineAnswers() {
    }

    /** Scans once; {@code cleanWords} are those without which nothing may be called clean. */
    static void check(VirusScanner scanner, byte[] said, String... cleanWords) {
        long start = System.nanoTime();
        EngineAnswer answer = scanner.scan(CONTENT, LIMIT);
        if (System.nanoTime() - start > MOST_NANOS) {
            throw new IllegalStateException("took " + (System.nanoTime() - start) / 1_000_000 + " ms");
        }
        if (answer instanceof EngineAnswer.Unknown unknown && unknown.reason().matches("(?s).*: java\\.(lang|util|nio)\\..*")) {
            throw new IllegalStateException(unknown.reason());
        }
        if (answer instanceof EngineAnswer.Clean) {
            String text = new String(said, StandardCharsets.ISO_8859_1);
            for (String word : cleanWords) {
                if (text.contains(word)) {
                    return;
                }
            }
            throw new IllegalStateException("clean by: " + text);
        }
    }
}
