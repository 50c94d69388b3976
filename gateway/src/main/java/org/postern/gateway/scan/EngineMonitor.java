// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.james.metrics.api.GaugeRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks every engine again and again, so that an administrator sees an engine fail before mail waits for it, and so that a remembered
 * result ends with the signatures it was made by.
 */
public final class EngineMonitor implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(EngineMonitor.class);
    private static final Duration VERSION_LIMIT = Duration.ofSeconds(10);
    /** Some engines load all their signatures for each scan. */
    private static final Duration SCAN_LIMIT = Duration.ofSeconds(60);

    private final Map<String, VirusScanner> engines = new LinkedHashMap<>();
    private final Map<String, EngineStatus> statuses = new ConcurrentHashMap<>();
    private final Clock clock;
    private final ScheduledExecutorService timer;

    /**
     * Makes the monitor; checks begin with {@link #start}.
     *
     * @param gauges where health and age of signatures are shown
     */
    public EngineMonitor(List<VirusScanner> engines, Clock clock, GaugeRegistry gauges) {
        this.clock = clock;
        AtomicInteger number = new AtomicInteger();
        this.timer = Executors.newScheduledThreadPool(Math.max(1, engines.size()), task -> {
            Thread thread = new Thread(task, "postern-engine-check-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        for (VirusScanner engine : engines) {
            String name = engine.name();
            this.engines.put(name, engine);
            statuses.put(name, EngineStatus.unchecked(name));
            gauges.register(EngineMetric.UP.of(name), () -> status(name).works() ? 1 : 0);
            gauges.register(EngineMetric.SIGNATURE_AGE.of(name),
                () -> status(name).signatureAge(clock.instant()).map(Duration::toSeconds).orElse(-1L));
        }
    }

    /** Checks each engine now and then each time the interval has passed; one that hangs does not hold up the others. */
    public void start(Duration interval) {
        engines.keySet().forEach(name ->
            timer.scheduleWithFixedDelay(() -> check(name), 0, interval.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** How each engine was at its last check, in the order of their configuration. */
    public List<EngineStatus> statuses() {
        return engines.keySet().stream().map(this::status).toList();
    }

    /** The set of signatures that an engine has, as far as it is known; two sets never have the same name. */
    public Optional<String> signatures(String engine) {
        return status(engine).version().map(EngineStatus::set);
    }

    /** Checks every engine now. */
    public void checkAll() {
        engines.keySet().forEach(this::check);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** How one engine was at its last check. */
    public EngineStatus status(String engine) {
        return statuses.getOrDefault(engine, EngineStatus.unchecked(engine));
    }

    private void check(String name) {
        VirusScanner engine = engines.get(name);
        long start = System.nanoTime();
        Optional<EngineVersion> version = Optional.empty();
        Optional<String> problem;
        try {
            version = Optional.of(engine.version(VERSION_LIMIT));
            problem = new EngineProbe(engine).problem(SCAN_LIMIT);
        } catch (IOException | RuntimeException e) {
            problem = Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        EngineStatus before = status(name);
        EngineStatus now = before.after(clock.instant(), took, problem, version);
        statuses.put(name, now);
        if (problem.isPresent() && before.problem().isEmpty()) {
            LOGGER.error("Virus engine {} does not work: {}", name, problem.get());
        } else if (problem.isEmpty() && before.problem().isPresent()) {
            LOGGER.info("Virus engine {} works again", name);
        }
    }
}
