// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.gateway.config.SpamConfiguration;
import org.postern.gateway.request.FilterRequest;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.Tracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Weighs mail by one engine, and afterwards, beside the way of mail, by a second one, so that an operator can see what a change would
 * mean. The second engine never delays a message nor changes its fate; messages it cannot keep up with are left out and counted.
 */
public final class ShadowedCheck implements SpamCheck, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ShadowedCheck.class);
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 100;
    private static final int RULES_TOLD = 20;

    private final SpamCheck engine;
    private final SpamCheck shadow;
    private final SpamConfiguration configuration;
    private final EngineComparison comparison;
    private final Tracker tracker;
    private final Clock clock;
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES,
        new ArrayBlockingQueue<>(MOST_WAITING), work -> {
            Thread thread = new Thread(work, "postern-shadow");
            thread.setDaemon(true);
            return thread;
        });

    public ShadowedCheck(SpamCheck engine, SpamCheck shadow, SpamConfiguration configuration, EngineComparison comparison,
                         Tracker tracker, Clock clock) {
        this.engine = engine;
        this.shadow = shadow;
        this.configuration = configuration;
        this.comparison = comparison;
        this.tracker = tracker;
        this.clock = clock;
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public SpamOutcome check(FilterRequest request, MessageView view, Duration limit) {
        SpamOutcome outcome = engine.check(request, view, limit);
        try {
            // A copy, since the message may be gone before its turn comes.
            MessageSource copy = MessageSource.of(OfferedMessage.read(request.message(), configuration.maxSize()));
            FilterRequest later = new FilterRequest(request.messageId(), request.receivedAt(), request.direction(), request.envelope(),
                request.client(), copy, request.patience());
            executor.execute(() -> compare(later, view, outcome));
        } catch (IOException e) {
            comparison.unknown();
        } catch (RejectedExecutionException e) {
            comparison.dropped();
        }
        return outcome;
    }

    private void compare(FilterRequest request, MessageView view, SpamOutcome outcome) {
        try {
            SpamOutcome second = shadow.check(request, view, configuration.timeout());
            if (isUnknown(engine, outcome) || isUnknown(shadow, second)) {
                comparison.unknown();
                return;
            }
            EngineComparison.Difference difference = new EngineComparison.Difference(request.messageId(), clock.instant(),
                outcome.analysis().score(), second.analysis().score(), only(outcome, second), only(second, outcome));
            comparison.compared(difference, configuration.shadowThreshold());
            tracker.record(request.messageId(), EventType.COMPARED, Map.of("engine", engine.name(), "shadow", shadow.name(),
                "score", points(difference.score()), "shadowScore", points(difference.shadowScore()),
                "onlyEngine", String.join(",", difference.onlyEngine()), "onlyShadow", String.join(",", difference.onlyShadow())));
        } catch (RuntimeException e) {
            comparison.unknown();
            LOGGER.warn("Message {} could not be scored by {} for comparison", request.messageId(), shadow.name(), e);
        }
    }

    private static boolean isUnknown(SpamCheck check, SpamOutcome outcome) {
        return outcome.unknown().stream().anyMatch(unknown -> unknown.check().equals("spam." + check.name())
            || unknown.check().equals("spam"));
    }

    private static List<String> only(SpamOutcome one, SpamOutcome other) {
        Set<String> others = other.analysis().hits().stream().map(SpamHit::rule).collect(Collectors.toSet());
        return new TreeSet<>(one.analysis().hits().stream().map(SpamHit::rule).filter(rule -> !others.contains(rule)).toList()).stream()
            .limit(RULES_TOLD).toList();
    }

    private static String points(double score) {
        return String.format(Locale.ROOT, "%.1f", score);
    }

    @Override
    public void close() {
        executor.shutdownNow();
        close(engine);
        close(shadow);
    }

    private static void close(SpamCheck check) {
        if (check instanceof SpamdCheck spamd) {
            spamd.close();
        }
    }
}
