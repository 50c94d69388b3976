// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.greylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.gateway.greylist.GreylistEntry;
import org.postern.gateway.greylist.GreylistStore;
import org.postern.gateway.greylist.GreylistTriplet;
import org.postern.gateway.quarantine.SampleItems;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;
import org.postern.storage.cassandra.TestCassandra;
import org.postern.storage.cassandra.session.Cql;

import com.datastax.oss.driver.api.core.CqlSession;

/**
 * Two nodes, each with a session of its own, that meet the same triplet.
 */
@ExtendWith(CassandraExtension.class)
class GreylistRaceTest {
    private CqlSession otherSession;
    private GreylistStore one;
    private GreylistStore other;
    private Instant now;
    private GreylistTriplet triplet;

    @BeforeEach
    void open(TestCassandra cassandra, CassandraStores stores) {
        otherSession = cassandra.newSession(cassandra.session().getKeyspace().orElseThrow().asInternal());
        one = stores.greylist();
        other = new CassandraGreylistStore(new Cql(otherSession, TestCassandra.SETTINGS));
        now = SampleItems.now();
        triplet = new GreylistTriplet("192.0.2.0/24", "a@example.com", UUID.randomUUID() + "@example.org");
    }

    @AfterEach
    void close() {
        otherSession.close();
    }

    private GreylistEntry entry(long firstSeenSeconds, long lifeSeconds, boolean passed) {
        return new GreylistEntry(now.plusSeconds(firstSeenSeconds), now.plusSeconds(lifeSeconds), passed);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void everyOrderOfWritesShouldEndTheSame(long seed) {
        List<GreylistEntry> writes = new ArrayList<>(List.of(entry(-400, 1000, false), entry(-399, 1001, false),
            entry(-400, 5000, true), entry(-398, 900, false)));
        Collections.shuffle(writes, new Random(seed));

        for (int i = 0; i < writes.size(); i++) {
            (i % 2 == 0 ? one : other).save(triplet, writes.get(i), now);
        }

        assertThat(one.find(triplet, now)).contains(entry(-400, 5000, true));
        assertThat(other.find(triplet, now)).contains(entry(-400, 5000, true));
    }

    @Test
    void twoFirstAttemptsAtOnceShouldKeepTheEarlier() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 50; round++) {
                GreylistTriplet fresh = new GreylistTriplet("192.0.2.0/24", "", UUID.randomUUID() + "@example.org");
                long early = -10 - round % 2;
                Future<?> first = threads.submit(() -> one.save(fresh, entry(-10, 1000, false), now));
                Future<?> second = threads.submit(() -> other.save(fresh, entry(early + 5, 1000, false), now));
                first.get();
                second.get();

                assertThat(other.find(fresh, now)).map(GreylistEntry::firstSeen).contains(now.minusSeconds(10));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPassShouldNotBeLostToALateFirstAttemptOfAnotherNode() {
        one.save(triplet, entry(-300, 1000, false), now);
        one.save(triplet, entry(-300, 9000, true), now);
        other.save(triplet, entry(-299, 1000, false), now);

        assertThat(one.find(triplet, now)).contains(entry(-300, 9000, true));
    }

    @Test
    void aNewLifeShouldNotBeTakenForThePassedOneBeforeIt() {
        one.save(triplet, entry(-300, 2, true), now);
        Instant later = now.plus(Duration.ofSeconds(10));
        other.save(triplet, new GreylistEntry(later, later.plusSeconds(1000), false), later);

        assertThat(one.find(triplet, later)).contains(new GreylistEntry(later, later.plusSeconds(1000), false));
    }
}
