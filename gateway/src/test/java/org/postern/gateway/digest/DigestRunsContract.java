// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.postern.gateway.digest.DigestRuns.Taking;

/** How the right to send a report must be given; one database may serve several tests. */
public interface DigestRunsContract {
    Instant DUE = Instant.parse("2026-03-01T07:00:00Z");

    /** What is tested, the same within a test. */
    DigestRuns digestRuns();

    private static String owner() {
        return UUID.randomUUID() + "@example.org";
    }

    @Test
    default void ofManyAtOnceOneShouldGetAReport() throws Exception {
        String owner = owner();
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                UUID token = UUID.randomUUID();
                attempts.add(() -> digestRuns().take(owner, DUE, token) == Taking.TAKEN && digestRuns().settle(owner, DUE, token));
            }
            int won = 0;
            for (Future<Boolean> attempt : nodes.invokeAll(attempts)) {
                won += attempt.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        } finally {
            nodes.shutdownNow();
        }
        assertThat(digestRuns().take(owner, DUE, UUID.randomUUID())).isEqualTo(Taking.SETTLED);
        assertThat(digestRuns().take(owner, DUE.plusSeconds(86_400), UUID.randomUUID())).isEqualTo(Taking.TAKEN);
        assertThat(digestRuns().take(owner(), DUE, UUID.randomUUID())).isEqualTo(Taking.TAKEN);
    }

    @Test
    default void whatIsTakenShouldBeBusyUntilItIsGivenBackByItsHolder() {
        String owner = owner();
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        assertThat(digestRuns().take(owner, DUE, first)).isEqualTo(Taking.TAKEN);
        assertThat(digestRuns().take(owner, DUE, second)).isEqualTo(Taking.BUSY);
        assertThat(digestRuns().settle(owner, DUE, second)).isFalse();
        digestRuns().giveBack(owner, DUE, second);
        assertThat(digestRuns().take(owner, DUE, second)).isEqualTo(Taking.BUSY);
        digestRuns().giveBack(owner, DUE, first);
        assertThat(digestRuns().settle(owner, DUE, first)).isFalse();
        assertThat(digestRuns().take(owner, DUE, second)).isEqualTo(Taking.TAKEN);
        assertThat(digestRuns().settle(owner, DUE, second)).isTrue();
        digestRuns().giveBack(owner, DUE, second);
        assertThat(digestRuns().take(owner, DUE, first)).as("a report that could not be sent").isEqualTo(Taking.TAKEN);
    }
}
