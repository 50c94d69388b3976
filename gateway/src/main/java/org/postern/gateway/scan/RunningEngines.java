// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.postern.analysis.message.MessageSource;

/**
 * The engines at work on one message. An engine that has not answered by the end of the limit is unknown. Once an engine has found
 * malware the others are waited for only a moment longer: nothing they may say changes what becomes of the message.
 */
final class RunningEngines implements VirusScanning.Running {
    private static final Duration GRACE = Duration.ofMillis(250);
    private static final Duration AFTER_MALWARE = Duration.ofSeconds(1);

    private final ExecutorService threads;
    private final Map<Engine, List<EngineAnswer>> answers = new LinkedHashMap<>();
    private final Map<Future<?>, Engine> open = new LinkedHashMap<>();
    private long end;

    /** The threads may refuse a task; that is an unknown answer. */
    RunningEngines(List<Engine> engines, ExecutorService threads, Duration limit) {
        this.threads = threads;
        this.end = System.nanoTime() + limit.toNanos();
        engines.forEach(engine -> answers.put(engine, new ArrayList<>()));
    }

    @Override
    public void also(List<MessageSource> contents) {
        if (contents.isEmpty()) {
            return;
        }
        List<ScanContent> shared = contents.stream().map(ScanContent::new).toList();
        answers.keySet().forEach(engine -> start(engine, shared));
    }

    @Override
    public synchronized VirusScanning.Result await() {
        try {
            while (!open.isEmpty()) {
                long left = end + GRACE.toNanos() - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach((task, engine) -> {
            task.cancel(true);
            answers.get(engine).add(new EngineAnswer.Unknown(foundMalware() ? "not waited for, another engine had found malware"
                : "no answer within the limit"));
        });
        open.clear();
        return CombinedAnswers.of(answers);
    }

    private synchronized void start(Engine engine, List<ScanContent> contents) {
        Scan scan = new Scan(engine, contents);
        try {
            scan.task = threads.submit(scan);
            open.put(scan.task, engine);
        } catch (RejectedExecutionException e) {
            answers.get(engine).add(new EngineAnswer.Unknown("more scans at once than there are threads for"));
        }
    }

    private synchronized Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private synchronized void ended(Scan scan, EngineAnswer answer) {
        if (open.remove(scan.task) != null) {
            answers.get(scan.engine).add(answer);
            if (foundMalware()) {
                end = Math.min(end, System.nanoTime() + AFTER_MALWARE.toNanos());
            }
            notifyAll();
        }
    }

    private boolean foundMalware() {
        return answers.values().stream().flatMap(List::stream).anyMatch(CombinedAnswers::isMalware);
    }

    /** One engine's work on some contents, one after the other; the first malware is enough. */
    private final class Scan implements Runnable {
        private final Engine engine;
        private final List<ScanContent> contents;
        private Future<?> task;

        Scan(Engine engine, List<ScanContent> contents) {
            this.engine = engine;
            this.contents = contents;
        }

        @Override
        public void run() {
            EngineAnswer answer = new EngineAnswer.Clean();
            try {
                for (ScanContent content : contents) {
                    answer = CombinedAnswers.both(answer, engine.scan(content, left()));
                    if (CombinedAnswers.isMalware(answer)) {
                        break;
                    }
                }
            } catch (RuntimeException | StackOverflowError e) {
                answer = new EngineAnswer.Unknown("failed: " + e);
            }
            ended(this, answer);
        }
    }
}
