// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.access.AccountName;
import org.postern.gateway.config.StorageConfiguration;
import org.postern.gateway.greylist.GreylistEntry;
import org.postern.gateway.greylist.GreylistTriplet;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.quarantine.SampleItems;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventType;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;
import org.postern.storage.cassandra.TestCassandra;
import org.postern.storage.cassandra.greylist.CassandraGreylistStore;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.common.net.HostAndPort;

/**
 * Cassandra goes away and comes back while the stores stay as they are.
 */
@ExtendWith(CassandraExtension.class)
class CassandraOutageTest {
    private static final MessageSource MAIL = MessageSource.of(new byte[] {'x'});

    private static Map<String, ThrowingCallable> everyMethod(CassandraStores stores, QuarantineItem item) {
        Instant now = Instant.now();
        GreylistTriplet triplet = new GreylistTriplet("192.0.2.0/24", "", "a@example.org");
        String id = item.id().messageId();
        QuarantineItem another = SampleItems.item(SampleItems.messageId(), "b@example.org");
        return Map.ofEntries(
            Map.entry("store", () -> stores.quarantine().store(MAIL, List.of(another))),
            Map.entry("find", () -> stores.quarantine().find(item.id())),
            Map.entry("list", () -> stores.quarantine().list(new QuarantineQuery(now.minusSeconds(10), now, Optional.empty(),
                Optional.empty(), Optional.empty(), 10))),
            Map.entry("content", () -> stores.quarantine().content(id)),
            Map.entry("transition", () -> stores.quarantine().transition(item.id(), ItemStatus.PENDING, ItemStatus.DELETED)),
            Map.entry("releasing", () -> stores.quarantine().releasing()),
            Map.entry("append", () -> stores.events().append(List.of(new Event(id, now, "n", EventType.RECEIVED, Optional.empty(),
                Map.of())))),
            Map.entry("timeline", () -> stores.events().timeline(id)),
            Map.entry("greylist find", () -> stores.greylist().find(triplet, now)),
            Map.entry("greylist save", () -> stores.greylist().save(triplet, new GreylistEntry(now, now.plusSeconds(60), false), now)),
            Map.entry("account", () -> stores.accounts().find(AccountName.of("a"))),
            Map.entry("accounts", () -> stores.accounts().list()),
            Map.entry("delete account", () -> stores.accounts().delete(AccountName.of("a"))),
            Map.entry("folder", () -> stores.folders().ofUser("a")),
            Map.entry("folder users", () -> stores.folders().users()));
    }

    @Test
    void storesShouldSayThatCassandraIsAwayAndRecoverByThemselves(TestCassandra cassandra, CassandraStores stores) throws Exception {
        byte[] bytes = new byte[1_000_000];
        new Random(4).nextBytes(bytes);
        QuarantineItem item = SampleItems.item(SampleItems.messageId(), "a@example.org");
        stores.quarantine().store(MessageSource.of(bytes), List.of(item));
        int restarts = cassandra.process().restarts();
        ProcessHandle node = ProcessHandle.of(cassandra.process().pid()).orElseThrow();

        node.destroyForcibly();
        node.onExit().get();
        everyMethod(stores, item).forEach((name, call) ->
            assertThatThrownBy(call).as(name).isInstanceOf(StorageUnavailableException.class));

        Awaitility.await().atMost(Duration.ofSeconds(90)).ignoreExceptionsInstanceOf(StorageUnavailableException.class)
            .untilAsserted(() -> assertThat(stores.quarantine().find(item.id())).contains(item));
        assertThat(cassandra.process().restarts()).isGreaterThan(restarts);
        // the driver may still be making its own connection anew, through which it asks whether the nodes agree
        CassandraStores.open(cassandra.session(), TestCassandra.SETTINGS, Clock.systemUTC());
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptionsInstanceOf(StorageUnavailableException.class)
            .untilAsserted(() -> {
                for (ThrowingCallable call : everyMethod(stores, item).values()) {
                    run(call);
                }
            });
        QuarantineItem after = SampleItems.item(SampleItems.messageId(), "c@example.org");
        stores.quarantine().store(MessageSource.of(bytes), List.of(after));
        try (InputStream in = stores.quarantine().content(after.id().messageId()).orElseThrow().open()) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void aNodeThatHangsShouldCountAsAwayAfterTheTimeLimit(TestCassandra cassandra) throws Exception {
        StorageSettings impatient = new StorageSettings(TestCassandra.SETTINGS.consistency(), TestCassandra.SETTINGS.serialConsistency(),
            Duration.ofMillis(300), Duration.ofDays(1));
        CassandraGreylistStore store = new CassandraGreylistStore(new Cql(cassandra.session(), impatient));
        GreylistTriplet triplet = new GreylistTriplet("192.0.2.0/24", "", "a@example.org");
        GreylistTriplet late = new GreylistTriplet("192.0.2.0/24", "", "b@example.org");
        Instant now = SampleItems.now();
        GreylistEntry entry = new GreylistEntry(now, now.plusSeconds(1000), false);

        signal("STOP", cassandra);
        try {
            long start = System.nanoTime();
            assertThatThrownBy(() -> store.find(triplet, now)).isInstanceOf(StorageUnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            // What is written behind the mail must not be lost in silence for ever: mail would be deferred again and again.
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() ->
                assertThatThrownBy(() -> Cql.await(store.writeSoon(late, entry, now))).isInstanceOf(StorageUnavailableException.class));
        } finally {
            signal("CONT", cassandra);
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptionsInstanceOf(StorageUnavailableException.class)
            .untilAsserted(() -> assertThat(store.find(triplet, now)).isEmpty());
        GreylistTriplet next = new GreylistTriplet("192.0.2.0/24", "", "c@example.org");
        Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptionsInstanceOf(StorageUnavailableException.class)
            .untilAsserted(() -> Cql.await(store.writeSoon(next, entry, now)));
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(store.find(next, now)).contains(entry));
    }

    private static void signal(String name, TestCassandra cassandra) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(cassandra.process().pid())).inheritIO().start();
        assertThat(kill.waitFor()).isZero();
    }

    private static void run(ThrowingCallable call) {
        try {
            call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aClosedSessionShouldCountAsAway(TestCassandra cassandra) {
        CqlSession session = cassandra.newSession("postern_test");
        CassandraStores stores = CassandraStores.open(session, TestCassandra.SETTINGS, Clock.systemUTC());
        session.close();

        everyMethod(stores, SampleItems.item(SampleItems.messageId(), "a@example.org")).forEach((name, call) ->
            assertThatThrownBy(call).as(name).isInstanceOf(StorageUnavailableException.class));
    }

    @Test
    void openingASessionShouldGiveUpAfterItsTime(TestCassandra cassandra) {
        StorageConfiguration present = cassandra.configuration("postern_test", Duration.ofSeconds(1));
        StorageConfiguration absent = new StorageConfiguration(present.mode(), List.of(HostAndPort.fromParts("127.0.24.9", 24_001)),
            present.datacenter(), present.keyspace(), present.replication(), present.credentials(), present.startTimeout(),
            present.requestTimeout(), present.consistency(), present.serialConsistency());

        assertThatThrownBy(() -> OwnSession.open(absent)).isInstanceOf(StorageUnavailableException.class)
            .hasMessageContaining("127.0.24.9");
    }
}
