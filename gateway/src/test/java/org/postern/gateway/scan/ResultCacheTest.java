// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.postern.analysis.message.MessageSource;

class ResultCacheTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final AtomicLong now = new AtomicLong();
    private final AtomicReference<Optional<String>> signatures = new AtomicReference<>(Optional.of("1"));
    private final AtomicReference<EngineAnswer> answer = new AtomicReference<>(new EngineAnswer.Clean());
    private final AtomicInteger scans = new AtomicInteger();

    private EngineAnswer scanned(ResultCache cache, String text) {
        VirusScanner engine = new VirusScanner() {
            @Override
            public String name() {
                return "one";
            }

            @Override
            public EngineAnswer scan(MessageSource content, Duration limit) {
                scans.incrementAndGet();
                return answer.get();
            }
        };
        return new Engine(engine, cache, signatures::get, ScanMetrics.none().of("one"))
            .scan(new ScanContent(MessageSource.of(text.getBytes())), LIMIT);
    }

    private ResultCache cache(int most) {
        return new ResultCache(most, Duration.ofMinutes(5), now::get);
    }

    @Test
    void sameContentShouldBeScannedOnce() {
        ResultCache cache = cache(10);
        answer.set(new EngineAnswer.Found(List.of("Some.Virus")));
        scanned(cache, "a");
        answer.set(new EngineAnswer.Clean());

        assertThat(scanned(cache, "a")).isEqualTo(new EngineAnswer.Found(List.of("Some.Virus")));
        assertThat(scanned(cache, "b")).isEqualTo(new EngineAnswer.Clean());
        assertThat(scans).hasValue(2);
    }

    @Test
    void newSignaturesShouldEndWhatIsRemembered() {
        ResultCache cache = cache(10);
        scanned(cache, "a");
        signatures.set(Optional.of("2"));
        answer.set(new EngineAnswer.Found(List.of("Some.Virus")));

        assertThat(scanned(cache, "a")).isEqualTo(new EngineAnswer.Found(List.of("Some.Virus")));
    }

    @Test
    void timeShouldEndWhatIsRemembered() {
        ResultCache cache = cache(10);
        scanned(cache, "a");
        now.addAndGet(Duration.ofMinutes(5).toNanos() - 1);
        scanned(cache, "a");
        assertThat(scans).hasValue(1);
        now.addAndGet(1);
        scanned(cache, "a");
        assertThat(scans).hasValue(2);
    }

    @Test
    void scanThatDidNotFinishShouldNotBeRemembered() {
        ResultCache cache = cache(10);
        answer.set(EngineAnswer.Unknown.forGood("too large"));
        scanned(cache, "a");
        answer.set(new EngineAnswer.Clean());

        assertThat(scanned(cache, "a")).isEqualTo(new EngineAnswer.Clean());
    }

    @Test
    void nothingShouldBeRememberedOfAnEngineWhoseSignaturesAreNotKnown() {
        signatures.set(Optional.empty());
        ResultCache cache = cache(10);
        scanned(cache, "a");
        scanned(cache, "a");
        assertThat(scans).hasValue(2);
    }

    @Test
    void theResultUsedLeastRecentlyShouldGoFirst() {
        ResultCache cache = cache(2);
        scanned(cache, "a");
        scanned(cache, "b");
        scanned(cache, "a");
        scanned(cache, "c");
        assertThat(scans).hasValue(3);
        scanned(cache, "a");
        assertThat(scans).hasValue(3);
        scanned(cache, "b");
        assertThat(scans).hasValue(4);
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void clearedAndEmptyCachesShouldRememberNothing() {
        ResultCache cache = cache(10);
        scanned(cache, "a");
        cache.clear();
        scanned(cache, "a");
        assertThat(scans).hasValue(2);
        scanned(cache(0), "a");
        scanned(ResultCache.none(), "a");
        assertThat(scans).hasValue(4);
    }
}
