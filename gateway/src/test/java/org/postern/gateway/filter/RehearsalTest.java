// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.spam.SpamEngine;

class RehearsalTest {
    private final SpamEngineSource source = new SpamEngineSource(Path.of("../james-conf/single/spam"), Clock.systemUTC());
    private final AtomicInteger judged = new AtomicInteger();

    private Rehearsal rehearsal(Duration limit) {
        Supplier<SpamEngine> counted = () -> {
            judged.incrementAndGet();
            return source.get();
        };
        return new Rehearsal(new MessageAnalyser(), AnalysisLimits.defaults(), Optional.of(counted), limit);
    }

    @Test
    void messagesShouldBeReadAndJudgedUntilTimeIsUp() {
        int read = rehearsal(Duration.ofMillis(500)).run();
        assertThat(read).isPositive();
        assertThat(judged).hasValue(read);
    }

    @Test
    void aRehearsalThatWasClosedShouldReadNothingMore() {
        Rehearsal rehearsal = rehearsal(Duration.ofMinutes(1));
        rehearsal.close();
        assertThat(rehearsal.run()).isZero();
    }

    @Test
    void anotherEngineShouldLeaveTheRulesAlone() {
        assertThat(new Rehearsal(new MessageAnalyser(), AnalysisLimits.defaults(), Optional.empty(), Duration.ofMillis(200)).run())
            .isPositive();
        assertThat(judged).hasValue(0);
    }
}
