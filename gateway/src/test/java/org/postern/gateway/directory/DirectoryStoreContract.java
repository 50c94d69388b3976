// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

/** What every store of profiles and read people must do, whichever backend keeps it. */
public interface DirectoryStoreContract {
    ProfileJson JSON = new ProfileJson();
    Instant READ_AT = Instant.parse("2026-03-04T05:06:07Z");

    DirectoryStore testee();

    static Profile profile(String name, String comment) {
        return JSON.read("{\"name\": \"" + name + "\", \"comment\": \"" + comment + "\", \"servers\": [\"ldap.example.org\"],"
            + " \"bindName\": \"cn=reader,dc=example\", \"bindPassword\": \"s3cret\", \"roles\": {\"ADMIN\": [\"admins\"]}}");
    }

    /** A name that no other test uses, for the stores of some tests are one. */
    default String fresh() {
        return "p" + UUID.randomUUID().toString().replace("-", "");
    }

    private Optional<StoredProfile> stored(String name) {
        return testee().profiles().stream().filter(one -> one.profile().name().equals(name)).findFirst();
    }

    private static Contents people(int count) {
        Random random = new Random(7);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(new Person("uid=user" + i + ",dc=example", List.of("user" + i), List.of("user" + i + "@example.org",
                Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()) + "@example.org"), List.of("cn=all,dc=example")));
        }
        return new Contents(people, List.of(new PeopleGroup("cn=all,dc=example", List.of("cn=world,dc=example"))));
    }

    @Test
    default void aProfileShouldBeReadAsItWasWritten() {
        StoredProfile written = new StoredProfile(UUID.randomUUID(), profile(fresh(), "first"));
        assertThat(testee().save(Optional.empty(), written)).isTrue();
        assertThat(stored(written.profile().name())).contains(written);
    }

    @Test
    default void aProfileShouldBeReplacedOnlyInTheStateThatWasSeen() {
        String name = fresh();
        StoredProfile first = new StoredProfile(UUID.randomUUID(), profile(name, "first"));
        StoredProfile second = new StoredProfile(UUID.randomUUID(), profile(name, "second"));
        testee().save(Optional.empty(), first);

        assertThat(testee().save(Optional.empty(), second)).as("the name is taken").isFalse();
        assertThat(testee().save(Optional.of(UUID.randomUUID()), second)).as("another state").isFalse();
        assertThat(stored(name)).contains(first);
        assertThat(testee().save(Optional.of(first.tag()), second)).isTrue();
        assertThat(stored(name)).contains(second);
    }

    @Test
    default void deletingAProfileShouldRemoveWhatWasReadToo() {
        String name = fresh();
        testee().save(Optional.empty(), new StoredProfile(UUID.randomUUID(), profile(name, "")));
        testee().publish(name, new Snapshot(UUID.randomUUID(), READ_AT), people(3));
        testee().saveSyncState(name, SyncState.running("node-1", READ_AT, 3));

        assertThat(testee().delete(name)).isTrue();
        assertThat(stored(name)).isEmpty();
        assertThat(testee().snapshot(name)).isEmpty();
        assertThat(testee().syncState(name)).isEmpty();
        assertThat(testee().delete(name)).isFalse();
    }

    @Test
    default void aReadingShouldComeBackWholeHoweverLarge() {
        String name = fresh();
        Contents contents = people(40_000);
        Snapshot snapshot = new Snapshot(UUID.randomUUID(), READ_AT);
        testee().publish(name, snapshot, contents);

        assertThat(testee().snapshot(name)).contains(snapshot);
        assertThat(testee().contents(name, snapshot)).hasValueSatisfying(read -> {
            assertThat(read.people()).hasSize(40_000);
            assertThat(read).isEqualTo(contents);
        });
    }

    @Test
    default void aNewReadingShouldReplaceTheOneBefore() {
        String name = fresh();
        Snapshot first = new Snapshot(UUID.randomUUID(), READ_AT);
        Snapshot second = new Snapshot(UUID.randomUUID(), READ_AT.plusSeconds(60));
        testee().publish(name, first, people(2));
        testee().publish(name, second, people(5));

        assertThat(testee().snapshot(name)).contains(second);
        assertThat(testee().contents(name, first)).as("what was replaced is not given out under its old name").isEmpty();
        assertThat(testee().contents(name, second).orElseThrow().people()).hasSize(5);
    }

    @Test
    default void nothingShouldBeThereBeforeTheFirstReading() {
        String name = fresh();
        assertThat(testee().snapshot(name)).isEmpty();
        assertThat(testee().contents(name, new Snapshot(UUID.randomUUID(), READ_AT))).isEmpty();
        assertThat(testee().syncState(name)).isEmpty();
    }

    @Test
    default void theStateOfAReadingShouldBeKept() {
        String name = fresh();
        SyncState running = SyncState.running("node-1", READ_AT, 17);
        testee().saveSyncState(name, running);
        assertThat(testee().syncState(name)).contains(running);
        testee().saveSyncState(name, running.failed(READ_AT.plusSeconds(9), "no server answers"));
        assertThat(testee().syncState(name)).contains(running.failed(READ_AT.plusSeconds(9), "no server answers"));
        assertThat(testee().snapshot(name)).as("a state is no reading").isEmpty();
    }

    @Test
    default void aLeaseShouldBeOneOwnersUntilItIsGivenBack() {
        String name = fresh();
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        assertThat(testee().lease(name, one, Duration.ofMinutes(5))).isTrue();
        assertThat(testee().lease(name, other, Duration.ofMinutes(5))).isFalse();
        assertThat(testee().lease(name, one, Duration.ofMinutes(5))).as("prolonged").isTrue();
        testee().release(name, other);
        assertThat(testee().lease(name, other, Duration.ofMinutes(5))).as("only the owner gives it back").isFalse();
        testee().release(name, one);
        assertThat(testee().lease(name, other, Duration.ofMinutes(5))).isTrue();
    }

    @Test
    default void ofManyAtOnceOneShouldGetTheLease() {
        String name = fresh();
        List<CompletableFuture<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tries.add(CompletableFuture.supplyAsync(() -> testee().lease(name, UUID.randomUUID(), Duration.ofMinutes(5))));
        }
        assertThat(tries.stream().map(CompletableFuture::join).filter(taken -> taken)).hasSize(1);
    }
}
