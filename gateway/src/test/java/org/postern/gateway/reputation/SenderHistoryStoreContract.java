// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

/** What every memory of senders must do. Tests use keys of their own and real time, so that a store may share a database. */
public interface SenderHistoryStoreContract {
    Duration LONG = Duration.ofDays(1);

    /** The store under test, the same one within a test. */
    SenderHistoryStore store();

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String key() {
        return "domain|" + UUID.randomUUID();
    }

    @Test
    default void allKeysShouldBeFoundInOneRead() {
        Remembered one = new Remembered(key(), "", 1.5, 0, now());
        Remembered other = new Remembered(key(), "", 0, 2.25, now());
        store().save(one, LONG);
        store().save(other, LONG);

        assertThat(store().find(Set.of(one.key(), other.key(), key()), now())).containsExactlyInAnyOrder(one, other);
    }

    @Test
    default void theLastWriteShouldCount() {
        Remembered first = new Remembered(key(), "", 1, 0, now());
        store().save(first, LONG);
        Remembered last = new Remembered(first.key(), "", 2, 0, now().plusMillis(5));
        store().save(last, LONG);

        assertThat(store().find(Set.of(first.key()), now())).containsExactly(last);
    }

    @Test
    default void aKeyShouldTellOnlySoManyEntries() {
        String key = key();
        for (int i = 10; i < 22; i++) {
            store().save(new Remembered(key, "d" + i, 1, 0, now()), LONG);
        }

        assertThat(store().find(Set.of(key), now())).hasSize(SenderHistoryStore.MOST_OF_A_KEY);
        assertThat(store().all(key, 10, now())).extracting(Remembered::detail).startsWith("d10", "d11").hasSize(10);
    }

    @Test
    default void entriesShouldEndWithTheirLifetime() {
        Remembered entry = new Remembered(key(), "", 1, 0, now());
        store().save(entry, Duration.ofSeconds(1));

        await().atMost(Duration.ofSeconds(20)).until(() -> store().find(Set.of(entry.key()), now()).isEmpty());
    }
}
