// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What every greylist store must do. Tests use triplets of their own and real time, so that a store may share a database between them
 * and expire by time to live.
 */
public interface GreylistStoreContract {

    /** The store under test, the same one within a test. */
    GreylistStore store();

    private static GreylistTriplet triplet() {
        return new GreylistTriplet("192.0.2.0/24", "sender@example.com", UUID.randomUUID() + "@example.org");
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static GreylistEntry entry(Instant firstSeen, Duration lifetime, boolean passed) {
        return new GreylistEntry(firstSeen, now().plus(lifetime).truncatedTo(ChronoUnit.SECONDS), passed);
    }

    @Test
    default void findShouldBeEmptyForAnUnknownTriplet() {
        assertThat(store().find(triplet(), now())).isEmpty();
    }

    @Test
    default void findShouldReturnWhatWasSaved() {
        GreylistTriplet triplet = triplet();
        GreylistEntry entry = entry(now(), Duration.ofDays(2), false);

        store().save(triplet, entry, now());

        assertThat(store().find(triplet, now())).contains(entry);
    }

    @Test
    default void whatIsWrittenShouldBeThereWhenTheStageIsComplete() {
        GreylistTriplet triplet = triplet();
        GreylistEntry entry = entry(now(), Duration.ofDays(2), false);

        store().write(triplet, entry, now()).toCompletableFuture().join();

        assertThat(store().find(triplet, now())).contains(entry);
    }

    @Test
    default void everyPartOfTheTripletShouldCount() {
        GreylistTriplet triplet = triplet();
        store().save(triplet, entry(now(), Duration.ofDays(2), false), now());

        assertThat(store().find(new GreylistTriplet("192.0.3.0/24", triplet.sender(), triplet.recipient()), now())).isEmpty();
        assertThat(store().find(new GreylistTriplet(triplet.network(), "x" + triplet.sender(), triplet.recipient()), now())).isEmpty();
        assertThat(store().find(new GreylistTriplet(triplet.network(), triplet.sender(), "x" + triplet.recipient()), now())).isEmpty();
    }

    @Test
    default void theNullSenderShouldBeRememberedLikeOthers() {
        GreylistTriplet triplet = new GreylistTriplet("2001:db8::/64", "", UUID.randomUUID() + "@bücher.example");
        GreylistEntry entry = entry(now(), Duration.ofDays(2), false);

        store().save(triplet, entry, now());

        assertThat(store().find(triplet, now())).contains(entry);
    }

    @Test
    default void savingAgainShouldMoveTheExpiryAndKeepThePass() {
        GreylistTriplet triplet = triplet();
        Instant firstSeen = now().minusSeconds(300);
        store().save(triplet, entry(firstSeen, Duration.ofDays(2), false), now());
        GreylistEntry passed = entry(firstSeen, Duration.ofDays(36), true);

        store().save(triplet, passed, now());

        assertThat(store().find(triplet, now())).contains(passed);
    }

    @Test
    default void renewingShouldMoveTheExpiry() {
        GreylistTriplet triplet = triplet();
        Instant firstSeen = now().minusSeconds(300);
        store().save(triplet, entry(firstSeen, Duration.ofDays(36), true), now());
        GreylistEntry renewed = entry(firstSeen, Duration.ofDays(37), true);

        store().writeSoon(triplet, renewed, now()).toCompletableFuture().join();

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(store().find(triplet, now())).contains(renewed));
    }

    @Test
    default void manyRenewalsAtOnceShouldAllArrive() {
        List<GreylistTriplet> triplets = Stream.generate(GreylistStoreContract::triplet).limit(600).toList();
        GreylistEntry renewed = entry(now().minusSeconds(300), Duration.ofDays(37), true);

        List<CompletableFuture<Void>> begun = triplets.stream()
            .map(triplet -> store().writeSoon(triplet, renewed, now()).toCompletableFuture()).toList();

        begun.forEach(CompletableFuture::join);

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() ->
            assertThat(triplets).allMatch(triplet -> store().find(triplet, now()).equals(Optional.of(renewed))));
    }

    @Test
    default void theEarlierFirstSeenShouldWin() {
        GreylistTriplet triplet = triplet();
        Instant early = now().minusSeconds(10);
        store().save(triplet, entry(early, Duration.ofDays(2), false), now());

        store().save(triplet, entry(early.plusSeconds(5), Duration.ofDays(2), false), now());

        assertThat(store().find(triplet, now())).map(GreylistEntry::firstSeen).contains(early);
    }

    @Test
    default void anEarlierFirstSeenThatArrivesLateShouldWin() {
        GreylistTriplet triplet = triplet();
        Instant late = now();
        store().save(triplet, entry(late, Duration.ofDays(2), false), now());

        store().save(triplet, entry(late.minusSeconds(5), Duration.ofDays(2), false), now());

        assertThat(store().find(triplet, now())).map(GreylistEntry::firstSeen).contains(late.minusSeconds(5));
    }

    @Test
    default void findShouldNotReturnWhatHasExpiredByThen() {
        GreylistTriplet triplet = triplet();
        GreylistEntry entry = entry(now(), Duration.ofDays(2), false);
        store().save(triplet, entry, now());

        assertThat(store().find(triplet, entry.expiresAt())).isEmpty();
        assertThat(store().find(triplet, entry.expiresAt().minusMillis(1))).contains(entry);
    }

    @Test
    default void anExpiredTripletShouldBeginAnew() {
        GreylistTriplet triplet = triplet();
        store().save(triplet, entry(now(), Duration.ofSeconds(2), true), now());
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> store().find(triplet, now()).isEmpty());
        GreylistEntry fresh = entry(now(), Duration.ofDays(2), false);

        store().save(triplet, fresh, now());

        assertThat(store().find(triplet, now())).contains(fresh);
    }

    @Test
    default void tripletShouldBeListedWhileItWaitsAndNoLonger() {
        GreylistTriplet triplet = triplet();
        Instant begin = now().minusSeconds(5);
        Instant firstSeen = now();
        store().save(triplet, entry(firstSeen, Duration.ofDays(2), false), firstSeen);

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() ->
            assertThat(store().waiting(begin, now(), 1000)).extracting(WaitingTriplet::triplet).contains(triplet));
        store().save(triplet, entry(firstSeen, Duration.ofDays(36), true), now());

        assertThat(store().waiting(begin, now(), 1000)).extracting(WaitingTriplet::triplet).doesNotContain(triplet);
    }
}
