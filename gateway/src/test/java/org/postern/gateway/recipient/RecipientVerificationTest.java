// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.recipient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.Test;
import org.postern.gateway.MutableClock;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.config.SettingException;
import org.postern.gateway.recipient.RecipientAnswer.Unavailable;

class RecipientVerificationTest {
    private static final String CLIENT = "203.0.113.9";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T08:00:00Z"));
    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile RecipientAnswer answer = RecipientAnswer.EXISTS;

    private RecipientVerification verification(String... more) {
        PropertiesConfiguration settings = new PropertiesConfiguration();
        settings.setProperty("recipients.verify", "550");
        settings.setProperty("recipients.server", "mail.a.test");
        for (int i = 0; i < more.length; i += 2) {
            settings.setProperty(more[i], more[i + 1]);
        }
        return new RecipientVerification(PosternConfiguration.from(settings).recipients(), recipient -> {
            asked.incrementAndGet();
            return answer;
        }, clock, metrics);
    }

    @Test
    void existingRecipientShouldBeAskedForOnceInItsTime() {
        RecipientVerification verification = verification("recipients.known-for", "7d");
        assertThat(verification.check(CLIENT, "anna@a.test")).isEqualTo(RecipientAnswer.EXISTS);
        answer = RecipientAnswer.UNKNOWN;
        clock.advance(Duration.ofDays(6));
        assertThat(verification.check(CLIENT, "anna@A.Test")).isEqualTo(RecipientAnswer.EXISTS);
        assertThat(asked).hasValue(1);
        clock.advance(Duration.ofDays(1));
        assertThat(verification.check(CLIENT, "anna@a.test")).isEqualTo(RecipientAnswer.UNKNOWN);
    }

    @Test
    void unknownRecipientShouldBeRememberedForItsOwnTime() {
        RecipientVerification verification = verification("recipients.unknown-for", "1h");
        answer = RecipientAnswer.UNKNOWN;
        verification.check(CLIENT, "nobody@a.test");
        assertThat(verification.known(CLIENT, "nobody@a.test")).contains(RecipientAnswer.UNKNOWN);
        clock.advance(Duration.ofHours(1));
        assertThat(verification.known(CLIENT, "nobody@a.test")).isEmpty();
    }

    @Test
    void localPartsShouldNotBeTakenForTheSameByCaseAlone() {
        RecipientVerification verification = verification();
        verification.check(CLIENT, "anna@a.test");
        assertThat(verification.known(CLIENT, "ANNA@a.test")).isEmpty();
    }

    @Test
    void whatCouldNotBeFoundOutShouldNotBeRemembered() {
        RecipientVerification verification = verification();
        answer = new Unavailable("away");
        assertThat(verification.check(CLIENT, "anna@a.test")).isInstanceOf(Unavailable.class);
        answer = RecipientAnswer.EXISTS;
        assertThat(verification.check(CLIENT, "anna@a.test")).isEqualTo(RecipientAnswer.EXISTS);
        assertThat(metrics.countFor("postern.recipients.unavailable")).isEqualTo(1);
    }

    @Test
    void serverThatFailsShouldBeLeftAloneAndTriedAgainOnce() {
        RecipientVerification verification = verification();
        answer = new Unavailable("away");
        for (int i = 0; i < 20; i++) {
            assertThat(verification.check(CLIENT, i + "@a.test")).isInstanceOf(Unavailable.class);
        }
        assertThat(asked).hasValue(5);
        clock.advance(Duration.ofSeconds(30));
        verification.check(CLIENT, "x@a.test");
        verification.check(CLIENT, "y@a.test");
        assertThat(asked).hasValue(6);
        clock.advance(Duration.ofSeconds(30));
        answer = RecipientAnswer.EXISTS;
        assertThat(Stream.of("x@a.test", "y@a.test").map(recipient -> verification.check(CLIENT, recipient)))
            .containsOnly(RecipientAnswer.EXISTS);
    }

    @Test
    void clientThatTriesNamesShouldGetNoMoreAnswers() {
        RecipientVerification verification = verification("recipients.unknown-per-minute", "3");
        answer = RecipientAnswer.UNKNOWN;
        for (int i = 0; i < 3; i++) {
            assertThat(verification.isLimited(CLIENT)).isFalse();
            verification.check(CLIENT, i + "@a.test");
        }
        assertThat(verification.isLimited(CLIENT)).isTrue();
        assertThat(verification.isLimited("203.0.113.200")).as("same network").isTrue();
        assertThat(verification.isLimited("198.51.100.1")).as("another network").isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(verification.isLimited(CLIENT)).isFalse();
    }

    @Test
    void equalQuestionsAtOnceShouldBeAskedOnce() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        PropertiesConfiguration settings = new PropertiesConfiguration();
        settings.setProperty("recipients.verify", "450");
        settings.setProperty("recipients.server", "mail.a.test:2525");
        RecipientVerification verification = new RecipientVerification(PosternConfiguration.from(settings).recipients(), recipient -> {
            asked.incrementAndGet();
            reached.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return RecipientAnswer.EXISTS;
        }, clock, metrics);
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            Callable<RecipientAnswer> check = () -> verification.check(CLIENT, "anna@a.test");
            List<Future<RecipientAnswer>> answers = Stream.generate(() -> clients.submit(check)).limit(8).toList();
            reached.await();
            go.countDown();
            for (Future<RecipientAnswer> each : answers) {
                assertThat(each.get()).isEqualTo(RecipientAnswer.EXISTS);
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void settingsShouldBeChecked() {
        PropertiesConfiguration settings = new PropertiesConfiguration();
        settings.setProperty("recipients.verify", "550");
        assertThatThrownBy(() -> PosternConfiguration.from(settings)).isInstanceOf(SettingException.class)
            .hasMessageContaining("recipients.server");
        settings.setProperty("recipients.server", "mail.a.test:99999");
        assertThatThrownBy(() -> PosternConfiguration.from(settings)).isInstanceOf(SettingException.class)
            .hasMessageContaining("host:port");
    }
}
