// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.gateway.request.FilterRequest;
import org.postern.gateway.tracking.EventType;

class ShadowedCheckTest {
    private final EngineComparison comparison = new EngineComparison();
    private final List<Map<String, String>> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private ShadowedCheck check;

    private record Fixed(String name, SpamOutcome outcome, CountDownLatch gate) implements SpamCheck {
        @Override
        public SpamOutcome check(FilterRequest request, MessageView view, Duration limit) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return outcome;
        }
    }

    @AfterEach
    void stop() {
        gate.countDown();
        check.close();
    }

    private static SpamOutcome outcome(double score, String... rules) {
        return new SpamOutcome(new SpamAnalysis(score, List.of(rules).stream().map(rule -> new SpamHit(rule, 1, "")).toList()), List.of());
    }

    private SpamOutcome ask(SpamOutcome engine, SpamOutcome shadow, int times) throws IOException {
        check = new ShadowedCheck(new Fixed("rules", engine, new CountDownLatch(0)), new Fixed("spamd", shadow, gate),
            SpamQuestion.configuration(Map.of()), comparison, (id, type, recipient, details) -> {
                assertThat(type).isEqualTo(EventType.COMPARED);
                events.add(details);
            }, Clock.systemUTC());
        SpamOutcome outcome = null;
        for (int i = 0; i < times; i++) {
            outcome = SpamQuestion.ask(check, SpamQuestion.HAM);
        }
        return outcome;
    }

    @Test
    void theFirstEngineShouldDecideWithoutWaitingAndDifferencesBeRecorded() throws IOException {
        SpamOutcome decided = ask(outcome(1.5, "A", "B"), outcome(7, "B", "C"), 1);
        assertThat(decided.analysis().score()).isEqualTo(1.5);
        assertThat(comparison.summary().messages()).isZero();
        gate.countDown();
        Awaitility.await().until(() -> comparison.summary().messages() == 1 && events.size() == 1);
        EngineComparison.Summary summary = comparison.summary();
        assertThat(summary.onlyShadow()).isEqualTo(1);
        assertThat(summary.meanDifference()).isEqualTo(5.5);
        assertThat(summary.latest()).hasSize(1).first().satisfies(difference -> {
            assertThat(difference.onlyEngine()).containsExactly("A");
            assertThat(difference.onlyShadow()).containsExactly("C");
        });
        assertThat(events.get(0)).containsEntry("engine", "rules").containsEntry("shadow", "spamd").containsEntry("score", "1.5")
            .containsEntry("shadowScore", "7.0").containsEntry("onlyShadow", "C");
    }

    @Test
    void anAnswerThatIsMissingShouldNotBeCompared() throws IOException {
        gate.countDown();
        ask(outcome(1), Unanswered.because("spamd", "down"), 1);
        Awaitility.await().until(() -> comparison.summary().unknown() == 1);
        assertThat(comparison.summary().messages()).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    void aSlowShadowShouldLoseMessagesAndNotDelayThem() throws IOException {
        ask(outcome(1), outcome(1), 150);
        assertThat(comparison.summary().dropped()).isEqualTo(48);
        gate.countDown();
        Awaitility.await().until(() -> comparison.summary().neither() == 102);
        assertThat(comparison.summary().latest()).isEmpty();
    }
}
