// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** An engine with what is remembered and counted of it. */
final class Engine {
    private final VirusScanner scanner;
    private final ResultCache cache;
    private final Supplier<Optional<String>> signatures;
    private final ScanMetrics.OfEngine metrics;

    Engine(VirusScanner scanner, ResultCache cache, Supplier<Optional<String>> signatures, ScanMetrics.OfEngine metrics) {
        this.scanner = scanner;
        this.cache = cache;
        this.signatures = signatures;
        this.metrics = metrics;
    }

    String name() {
        return scanner.name();
    }

    EngineAnswer scan(ScanContent content, Duration limit) {
        Optional<ResultCache.Key> key = key(content);
        Optional<EngineAnswer> known = key.flatMap(cache::find);
        if (known.isPresent()) {
            metrics.remembered();
            return known.get();
        }
        EngineAnswer answer = metrics.measured(() -> scanner.scan(content.source(), limit));
        key.ifPresent(at -> cache.remember(at, answer));
        return answer;
    }

    /** The signatures are those before the scan: an answer of newer ones is forgotten sooner, not kept longer. */
    private Optional<ResultCache.Key> key(ScanContent content) {
        if (cache.isOff()) {
            return Optional.empty();
        }
        try {
            String hash = content.hash();
            return signatures.get().map(set -> new ResultCache.Key(name(), set, hash));
        } catch (IOException e) {
            // The scanner meets the same failure and says what it was.
            return Optional.empty();
        }
    }
}
