// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.junit.jupiter.api.Test;

/** What every store of clients that have passed must do. */
public interface PassedClientStoreContract {
    /** The true time: a database counts lives by its own clock. */
    Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    PassedClientStore passedClients();

    @Test
    default void aClientShouldBeFoundUntilItsEnd() {
        Instant end = NOW.plusSeconds(3600);
        passedClients().save("203.0.113.1", end, NOW).toCompletableFuture().join();

        assertThat(found("203.0.113.1", end.minusMillis(1))).contains(end);
        assertThat(found("203.0.113.1", end)).isEmpty();
        assertThat(found("203.0.113.2", NOW)).isEmpty();
    }

    @Test
    default void aLaterEndShouldTakeThePlaceOfAnEarlierOne() {
        passedClients().save("2001:db8::1", NOW.plusSeconds(60), NOW).toCompletableFuture().join();
        passedClients().save("2001:db8::1", NOW.plusSeconds(120), NOW).toCompletableFuture().join();

        assertThat(found("2001:db8::1", NOW)).contains(NOW.plusSeconds(120));
    }

    @Test
    default void aForgottenClientShouldNotBeFoundUntilItPassesAgain() {
        passedClients().save("203.0.113.3", NOW.plusSeconds(60), NOW).toCompletableFuture().join();
        passedClients().remove("203.0.113.3").toCompletableFuture().join();
        assertThat(found("203.0.113.3", NOW)).isEmpty();

        passedClients().save("203.0.113.3", NOW.plusSeconds(60), NOW).toCompletableFuture().join();
        assertThat(found("203.0.113.3", NOW)).contains(NOW.plusSeconds(60));
    }

    @Test
    default void forgettingOneThatIsNotKnownShouldDoNothing() {
        passedClients().remove("203.0.113.4").toCompletableFuture().join();

        assertThat(found("203.0.113.4", NOW)).isEmpty();
    }

    private Optional<Instant> found(String address, Instant now) {
        return passedClients().find(address, now).toCompletableFuture().join();
    }
}
