// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.analysis.spam.learn.Classification;
import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;
import org.postern.gateway.config.LearningConfiguration;
import org.postern.gateway.request.FilterRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Teaches the filter its own verdicts, where the rules alone are beyond doubt. Guards keep it from learning its own mistakes: points
 * that came from learning do not count, several rules must agree, all checks must have finished, the classifier must not say the
 * opposite, and only so many messages are taken within an hour.
 */
public final class AutomaticTeacher {
    private static final Logger LOGGER = LoggerFactory.getLogger(AutomaticTeacher.class);
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int AGREEING = 3;
    private static final double CONTRARY = 0.9;

    private final Learning learning;
    private final LearningConfiguration configuration;
    private final Clock clock;
    private final Deque<Instant> taught = new ArrayDeque<>();

    public AutomaticTeacher(Learning learning, LearningConfiguration configuration, Clock clock) {
        this.learning = learning;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Learns from a message if all guards agree. Never throws. */
    public void consider(FilterRequest request, SpamOutcome outcome, Optional<Classification> classification) {
        if (!configuration.automatic()) {
            return;
        }
        judgement(outcome, classification).filter(judgement -> mayTeach()).ifPresent(judgement -> {
            try {
                learning.learn(request.message(), judgement, List.of(Layer.site()), LessonSource.AUTOMATIC, "the filter");
            } catch (IOException | RuntimeException e) {
                LOGGER.warn("Message {} could not be learned automatically: {}", request.messageId(), e.toString());
            }
        });
    }

    private Optional<Judgement> judgement(SpamOutcome outcome, Optional<Classification> classification) {
        List<SpamHit> hits = outcome.analysis().hits().stream().filter(hit -> !isLearned(hit.rule())).toList();
        double points = hits.stream().mapToDouble(SpamHit::score).sum();
        double learned = classification.map(found -> found.combined().orElse(0.5)).orElse(0.5);
        if (!outcome.unknown().stream().map(UnknownCheck::check).toList().isEmpty()) {
            return Optional.empty();
        }
        if (points >= configuration.automaticSpam() && hits.stream().filter(hit -> hit.score() > 0).count() >= AGREEING
            && learned > 1 - CONTRARY) {
            return Optional.of(Judgement.SPAM);
        }
        return points <= configuration.automaticHam() && learned < CONTRARY ? Optional.of(Judgement.HAM) : Optional.empty();
    }

    private static boolean isLearned(String rule) {
        return rule.startsWith("BAYES_") || rule.startsWith("LEARNED_");
    }

    private synchronized boolean mayTeach() {
        Instant now = clock.instant();
        while (!taught.isEmpty() && taught.peekFirst().isBefore(now.minus(WINDOW))) {
            taught.removeFirst();
        }
        return taught.size() < configuration.automaticLimit() && taught.add(now);
    }
}
