// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.facts.VirusFinding;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.message.MessageSource;

/**
 * Asks all virus engines at once and makes one answer of theirs. An engine has a thread of its own for each message, so that not even
 * one that hangs beyond its limit (looking up its host's name, say) holds the mail up longer.
 */
public final class VirusScanning implements AutoCloseable {
    private static final int THREADS = 512;
    private static final long IDLE_SECONDS = 30;
    private static final Duration GRACE = Duration.ofMillis(250);

    private final List<VirusScanner> engines;
    private final ThreadPoolExecutor threads;

    /** With no engines at all every answer is {@link VirusScan.Status#DISABLED}. */
    public VirusScanning(List<VirusScanner> engines) {
        this.engines = List.copyOf(engines);
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
     */
    public record Result(VirusScan scan, List<UnknownCheck> unknown) {
        public Result {
            unknown = List.copyOf(unknown);
        }
    }

    /** Scans that go on while the caller does something else. */
    public interface Running {

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
        long end = System.nanoTime() + limit.toNanos();
        Map<VirusScanner, Object> running = new LinkedHashMap<>();
        for (VirusScanner engine : engines) {
            try {
                running.put(engine, threads.submit(() -> engine.scan(message, limit)));
            } catch (RejectedExecutionException e) {
                running.put(engine, new EngineAnswer.Unknown("more than " + THREADS + " scans at once"));
            }
        }
        return new RunningEngines(running, end);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static final class RunningEngines implements Running {
        private final Map<VirusScanner, Object> running;
        private final long end;

        RunningEngines(Map<VirusScanner, Object> running, long end) {
            this.running = running;
            this.end = end;
        }

        @Override
        public Result await() {
            Map<String, EngineAnswer> answers = new LinkedHashMap<>();
            running.forEach((engine, value) ->
                answers.put(engine.name(), value instanceof Future<?> future ? answer(future) : (EngineAnswer) value));
            return combined(answers);
        }

        private EngineAnswer answer(Future<?> future) {
            try {
                return (EngineAnswer) future.get(Math.max(0, end - System.nanoTime()) + GRACE.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                future.cancel(true);
                return new EngineAnswer.Unknown("no answer within the limit");
            } catch (ExecutionException e) {
                return new EngineAnswer.Unknown("failed: " + e.getCause());
            } catch (InterruptedException e) {
                future.cancel(true);
                Thread.currentThread().interrupt();
                return new EngineAnswer.Unknown("interrupted");
            }
        }
    }

    static Result combined(Map<String, EngineAnswer> answers) {
        if (answers.isEmpty()) {
            return new Result(VirusScan.disabled(), List.of());
        }
        List<VirusFinding> findings = new ArrayList<>();
        List<UnknownCheck> unknown = new ArrayList<>();
        answers.forEach((engine, answer) -> {
            if (answer instanceof EngineAnswer.Found found) {
                found.names().forEach(name -> findings.add(new VirusFinding(engine, name)));
            } else if (answer instanceof EngineAnswer.Unknown failed) {
                unknown.add(new UnknownCheck("virus." + engine, failed.reason()));
            }
        });
        boolean malware = findings.stream().anyMatch(finding -> !finding.heuristic());
        VirusScan.Status status = malware ? VirusScan.Status.INFECTED
            : unknown.isEmpty() ? VirusScan.Status.CLEAN : VirusScan.Status.UNKNOWN;
        return new Result(new VirusScan(status, findings), unknown);
    }
}
