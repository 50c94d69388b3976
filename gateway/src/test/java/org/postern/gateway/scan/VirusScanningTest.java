// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.facts.VirusFinding;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.message.MessageSource;

class VirusScanningTest {
    private static final MessageSource MAIL = MessageSource.of(new byte[] {'x'});
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Map<String, EngineAnswer> ANSWERS = Map.of(
        "clean", new EngineAnswer.Clean(),
        "found", new EngineAnswer.Found(List.of("Some.Virus")),
        "suspect", new EngineAnswer.Found(List.of("Heuristics.Encrypted.Zip")),
        "failed", new EngineAnswer.Unknown("down"));

    private static VirusScanner engine(String name, Supplier<EngineAnswer> answer) {
        return new VirusScanner() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public EngineAnswer scan(MessageSource message, Duration limit) {
                return answer.get();
            }
        };
    }

    private static VirusScanning.Result scan(Duration limit, VirusScanner... engines) {
        try (VirusScanning scanning = new VirusScanning(List.of(engines))) {
            return scanning.scan(MAIL, limit);
        }
    }

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource({"clean,clean,CLEAN", "clean,found,INFECTED", "found,failed,INFECTED", "failed,found,INFECTED", "clean,failed,UNKNOWN",
        "failed,failed,UNKNOWN", "suspect,clean,CLEAN", "suspect,failed,UNKNOWN", "suspect,found,INFECTED"})
    void answersShouldBeCombined(String first, String second, VirusScan.Status expected) {
        VirusScanning.Result result = scan(LIMIT, engine("one", () -> ANSWERS.get(first)), engine("two", () -> ANSWERS.get(second)));

        assertThat(result.scan().status()).isEqualTo(expected);
        assertThat(result.unknown()).hasSize((int) Stream.of(first, second).filter("failed"::equals).count());
    }

    @Test
    void findingsAndUnknownsShouldNameTheirEngine() {
        VirusScanning.Result result = scan(LIMIT, engine("one", () -> ANSWERS.get("suspect")), engine("two", () -> ANSWERS.get("failed")));

        assertThat(result.scan().findings()).containsExactly(new VirusFinding("one", "Heuristics.Encrypted.Zip"));
        assertThat(result.unknown()).containsExactly(new UnknownCheck("virus.two", "down"));
    }

    @Test
    void noEngineShouldMeanDisabledAndNotClean() {
        assertThat(scan(LIMIT).scan()).isEqualTo(VirusScan.disabled());
    }

    @Test
    void engineThatHangsBeyondItsLimitShouldBeUnknown() {
        CountDownLatch never = new CountDownLatch(1);
        long start = System.nanoTime();
        VirusScanning.Result result = scan(Duration.ofMillis(200), engine("hanging", () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new EngineAnswer.Clean();
        }), engine("other", () -> new EngineAnswer.Clean()));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(result.scan()).isEqualTo(VirusScan.unknown());
        assertThat(result.unknown()).extracting(UnknownCheck::check).containsExactly("virus.hanging");
    }

    @Test
    void engineThatThrowsShouldBeUnknown() {
        VirusScanning.Result result = scan(LIMIT, engine("broken", () -> {
            throw new IllegalStateException("bug");
        }));

        assertThat(result.scan()).isEqualTo(VirusScan.unknown());
        assertThat(result.unknown()).singleElement().satisfies(check -> assertThat(check.reason()).contains("bug"));
    }

    /** Finds only what it is told to, in the content itself. */
    private static VirusScanner looking(String name, String marker) {
        return new VirusScanner() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public EngineAnswer scan(MessageSource content, Duration limit) {
                try (InputStream in = content.open()) {
                    String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
                    return text.contains("down") ? new EngineAnswer.Unknown("down") : text.contains("huge")
                        ? EngineAnswer.Unknown.forGood("too large")
                        : text.contains(marker) ? new EngineAnswer.Found(List.of("Found." + marker)) : new EngineAnswer.Clean();
                } catch (IOException e) {
                    return new EngineAnswer.Unknown(e.toString());
                }
            }
        };
    }

    private static MessageSource text(String text) {
        return MessageSource.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whatIsFoundInAFurtherContentShouldCountByEachEngine() {
        try (VirusScanning scanning = new VirusScanning(List.of(looking("one", "evil"), looking("two", "bad")))) {
            VirusScanning.Running running = scanning.start(text("good"), LIMIT);
            running.also(List.of(text("fine"), text("evil")));
            running.also(List.of(text("bad")));
            VirusScanning.Result result = running.await();

            assertThat(result.scan().status()).isEqualTo(VirusScan.Status.INFECTED);
            assertThat(result.scan().findings()).contains(new VirusFinding("one", "Found.evil"));
        }
    }

    @Test
    void furtherContentThatWasNotScannedShouldMakeTheMessageUnknown() {
        try (VirusScanning scanning = new VirusScanning(List.of(looking("one", "evil")))) {
            VirusScanning.Running running = scanning.start(text("good"), LIMIT);
            running.also(List.of(text("down"), text("fine")));
            VirusScanning.Result result = running.await();

            assertThat(result.scan()).isEqualTo(VirusScan.unknown());
            assertThat(result.unknown()).containsExactly(new UnknownCheck("virus.one", "down"));
            assertThat(result.lasting()).isFalse();
        }
    }

    @ParameterizedTest(name = "{0}: for good {1}")
    @CsvSource({"huge,true", "down,false", "huge and down,false", "good,false"})
    void failureShouldLastOnlyWhenItLiesInTheContent(String content, boolean lasting) {
        try (VirusScanning scanning = new VirusScanning(List.of(looking("one", "evil"), looking("two", "evil")))) {
            VirusScanning.Running running = scanning.start(text("good"), LIMIT);
            running.also(Stream.of(content.split(" and ")).map(VirusScanningTest::text).toList());

            assertThat(running.await().lasting()).isEqualTo(lasting);
        }
    }

    @Test
    void engineThatHangsShouldNotHoldUpAMessageInWhichAnotherFoundMalware() {
        CountDownLatch never = new CountDownLatch(1);
        long start = System.nanoTime();
        VirusScanning.Result result = scan(Duration.ofSeconds(30), engine("quick", () -> ANSWERS.get("found")), engine("hanging", () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new EngineAnswer.Clean();
        }));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(result.scan()).isEqualTo(new VirusScan(VirusScan.Status.INFECTED, List.of(new VirusFinding("quick", "Some.Virus"))));
        assertThat(result.unknown()).extracting(UnknownCheck::check).containsExactly("virus.hanging");
    }

    @Test
    void scansShouldBeCountedByEngineAndOutcome() {
        RecordingMetricFactory metrics = new RecordingMetricFactory();
        ResultCache cache = new ResultCache(10, Duration.ofMinutes(1));
        try (VirusScanning scanning = new VirusScanning(List.of(looking("one", "evil")), cache, engine -> Optional.of("1"),
            new ScanMetrics(metrics))) {
            scanning.scan(text("evil"), LIMIT);
            scanning.scan(text("evil"), LIMIT);
            scanning.scan(text("down"), LIMIT);
        }
        assertThat(metrics.countFor("postern.virus.one.found")).isEqualTo(1);
        assertThat(metrics.countFor("postern.virus.one.cached")).isEqualTo(1);
        assertThat(metrics.countFor("postern.virus.one.unknown")).isEqualTo(1);
        assertThat(metrics.executionTimesFor("postern.virus.one.scan")).hasSize(2);
    }
}
