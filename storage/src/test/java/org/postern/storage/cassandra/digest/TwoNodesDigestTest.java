// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.access.MailUser;
import org.postern.gateway.config.DigestConfiguration;
import org.postern.gateway.config.DigestKind;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.digest.DigestPreferences;
import org.postern.gateway.digest.DigestReports;
import org.postern.gateway.digest.Digests;
import org.postern.gateway.link.AccessLinks;
import org.postern.gateway.quarantine.SampleItems;
import org.postern.gateway.usermail.UserMail;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;
import org.postern.storage.cassandra.TestCassandra;

import com.datastax.oss.driver.api.core.CqlSession;

/** The daily reports of two nodes, each with its own session, stores and services, on one Cassandra. */
@ExtendWith(CassandraExtension.class)
class TwoNodesDigestTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int USERS = 25;

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final LocalTime dueAt = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);

    private Digests node(CassandraStores stores) {
        PosternConfiguration defaults = PosternConfiguration.defaults();
        DigestConfiguration configuration = new DigestConfiguration(DigestKind.SHORT, dueAt, ZoneId.of("UTC"), 24, 100);
        DigestPreferences preferences = new DigestPreferences(stores.digests(), configuration, "en");
        DigestReports reports = new DigestReports(stores.quarantine(), new AccessLinks(stores.links(), Duration.ofHours(36), CLOCK),
            preferences, defaults.quarantine(), defaults.links(), configuration.rows());
        return new Digests(stores.quarantine(), stores.digests(), preferences, reports, stores.digestRuns(), MailUser::of,
            address -> true, (id, sender, recipient, message) -> sent.add(recipient),
            new UserMail("postmaster@example.org", "gw.example.org"),
            CLOCK, new Random(), new RecordingMetricFactory());
    }

    @Test
    void twoNodesThatSendAtTheSameMomentShouldSendEverybodyOneReport(TestCassandra cassandra, CassandraStores stores) throws Exception {
        List<String> users = IntStream.range(0, USERS).mapToObj(i -> "user" + i + "@example.org").toList();
        Instant held = Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MILLIS);
        users.forEach(user -> stores.quarantine().store(MessageSource.of(new byte[] {'x'}),
            List.of(SampleItems.item(SampleItems.messageId(), user, QuarantineKind.SPAM, held))));
        CyclicBarrier together = new CyclicBarrier(2);

        try (CqlSession other = cassandra.newSession("postern_test");
             Digests first = node(stores);
             Digests second = node(CassandraStores.open(other, TestCassandra.SETTINGS, CLOCK))) {
            List<CompletableFuture<Integer>> both = List.of(first, second).stream().map(node -> CompletableFuture.supplyAsync(() -> {
                await(together);
                // what a node found busy it asks for again, as it does each half minute
                return node.sendDue() + node.sendDue();
            })).toList();
            assertThat(both.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(USERS);
            assertThat(first.sendDue() + second.sendDue()).as("again").isZero();
        }
        assertThat(sent).containsExactlyInAnyOrderElementsOf(users);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
