// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.message.MessageSource;

/**
 * Asks all virus engines at once and makes one answer of theirs. An engine has a thread of its own for each message, so that not even
 * one that hangs beyond its limit (looking up its host's name, say) holds the mail up longer.
 */
public final class VirusScanning implements AutoCloseable {
    private static final int THREADS = 512;
    private static final long IDLE_SECONDS = 30;

    private final List<Engine> engines;
    private final ThreadPoolExecutor threads;

    /** Engines whose answers are neither remembered nor counted. */
    public VirusScanning(List<VirusScanner> engines) {
        this(engines, ResultCache.none(), engine -> Optional.empty(), ScanMetrics.none());
    }

    /**
     * With no engines at all every answer is {@link VirusScan.Status#DISABLED}.
     *
     * @param signatures the engine's present set of signatures, by the engine's name; empty while it is not known
     */
    public VirusScanning(List<VirusScanner> engines, ResultCache cache, Function<String, Optional<String>> signatures,
                         ScanMetrics metrics) {
        this.engines = engines.stream().map(engine ->
            new Engine(engine, cache, () -> signatures.apply(engine.name()), metrics.of(engine.name()))).toList();
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "postern-scan-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * What all engines said.
     *
     * @param scan    the common answer
     * @param unknown one entry for each engine that did not finish
     * @param lasting whether every such engine would fail on this message again, so that there is nothing to wait for
     */
    public record Result(VirusScan scan, List<UnknownCheck> unknown, boolean lasting) {
        public Result {
            unknown = List.copyOf(unknown);
        }
    }

    /** Scans that go on while the caller does something else. */
    public interface Running {

        /** Gives every engine further contents, which belong to the same message: what a parser of ours found in it. */
        void also(List<MessageSource> contents);

        /** Waits for the engines, at most until the limit given at the start; never throws. */
        Result await();
    }

    /** Scans and waits. */
    public Result scan(MessageSource message, Duration limit) {
        return start(message, limit).await();
    }

    /**
     * Starts every engine.
     *
     * @param limit most time from now until all answers are in; an engine without an answer by then is unknown
     */
    public Running start(MessageSource message, Duration limit) {
        RunningEngines running = new RunningEngines(engines, threads, limit);
        running.also(List.of(message));
        return running;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
