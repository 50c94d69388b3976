// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.james.metrics.api.Gauge;
import org.apache.james.metrics.api.GaugeRegistry;
import org.junit.jupiter.api.Test;
import org.postern.analysis.message.MessageSource;

class EngineMonitorTest {
    private static final Instant MADE = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private final Map<String, Gauge<?>> gauges = new HashMap<>();
    private final FakeEngine engine = new FakeEngine();
    private final EngineMonitor monitor = new EngineMonitor(List.of(engine), Clock.fixed(NOW, ZoneOffset.UTC), new GaugeRegistry() {
        @Override
        public <T> GaugeRegistry register(String name, Gauge<T> gauge) {
            gauges.put(name, gauge);
            return this;
        }

        @Override
        public <T> SettableGauge<T> settableGauge(String name) {
            throw new UnsupportedOperationException();
        }
    });

    /** Finds EICAR, unless it is told to fail in some way. */
    private static final class FakeEngine implements VirusScanner {
        private volatile String signatures = "1";
        private volatile Optional<String> failure = Optional.empty();
        private volatile boolean blind;
        private volatile boolean suspicious;

        @Override
        public String name() {
            return "one";
        }

        @Override
        public EngineAnswer scan(MessageSource content, Duration limit) {
            try {
                String text = new String(content.open().readAllBytes(), StandardCharsets.US_ASCII);
                boolean finds = suspicious || !blind && text.equals(RealClamd.EICAR);
                return finds ? new EngineAnswer.Found(List.of("X")) : new EngineAnswer.Clean();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public EngineVersion version(Duration limit) throws IOException {
            if (failure.isPresent()) {
                throw new IOException(failure.get());
            }
            return new EngineVersion("Engine 1", Optional.of(signatures), Optional.of(MADE));
        }
    }

    private EngineStatus checked() {
        monitor.checkAll();
        return monitor.statuses().get(0);
    }

    @Test
    void engineShouldNotCountAsWorkingBeforeItWasChecked() {
        assertThat(monitor.statuses()).singleElement().satisfies(status -> assertThat(status.works()).isFalse());
        assertThat(monitor.signatures("one")).isEmpty();
        assertThat(gauges.get("postern.virus.one.up").get()).isEqualTo(0);
        assertThat(gauges.get("postern.virus.one.signature-age").get()).isEqualTo(-1L);
    }

    @Test
    void soundEngineShouldShowVersionAndAge() {
        EngineStatus status = checked();

        assertThat(status.works()).isTrue();
        assertThat(status.version().orElseThrow().program()).isEqualTo("Engine 1");
        assertThat(status.signatureAge(NOW)).contains(Duration.ofDays(2));
        assertThat(gauges.get("postern.virus.one.up").get()).isEqualTo(1);
        assertThat(gauges.get("postern.virus.one.signature-age").get()).isEqualTo(Duration.ofDays(2).toSeconds());
    }

    @Test
    void engineThatAnswersButFindsNothingShouldNotWork() {
        engine.blind = true;
        assertThat(checked().problem()).hasValueSatisfying(problem -> assertThat(problem).contains("EICAR"));
        engine.blind = false;
        engine.suspicious = true;
        assertThat(checked().problem()).hasValueSatisfying(problem -> assertThat(problem).contains("ordinary message"));
    }

    @Test
    void failureShouldKeepWhatWasKnownAndTellSinceWhen() {
        checked();
        engine.failure = Optional.of("connection refused");
        EngineStatus down = checked();

        assertThat(down.problem()).contains("connection refused");
        assertThat(down.problemSince()).contains(NOW);
        assertThat(down.version().orElseThrow().signatures()).contains("1");
        assertThat(gauges.get("postern.virus.one.up").get()).isEqualTo(0);
        engine.failure = Optional.empty();
        assertThat(checked().works()).isTrue();
    }

    @Test
    void newSignaturesShouldHaveAnotherName() {
        checked();
        String first = monitor.signatures("one").orElseThrow();
        engine.signatures = "2";
        assertThat(checked().signaturesSince()).contains(NOW);
        assertThat(monitor.signatures("one").orElseThrow()).isNotEqualTo(first);
    }

    @Test
    void startedMonitorShouldCheckAgainAndAgain() {
        try (monitor) {
            engine.failure = Optional.of("away");
            monitor.start(Duration.ofMillis(20));
            await().atMost(Duration.ofSeconds(10)).until(() -> monitor.statuses().get(0).problem().isPresent());
            engine.failure = Optional.empty();
            await().atMost(Duration.ofSeconds(10)).until(() -> monitor.statuses().get(0).works());
        }
    }
}
