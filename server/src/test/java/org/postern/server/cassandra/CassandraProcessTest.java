// SPDX-License-Identifier: Apache-2.0
package org.postern.server.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.server.process.ProcessStartException;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;

class CassandraProcessTest {
    private static final List<String> NOTICES = new CopyOnWriteArrayList<>();
    @TempDir
    static Path directory;
    private static CassandraProcess cassandra;

    @BeforeAll
    static void start() throws Exception {
        // no quick ways here: this is about not losing what was answered
        cassandra = CassandraProcess.builder(directory.resolve("node")).notices(NOTICES::add).start();
    }

    @AfterAll
    static void stop() {
        cassandra.close();
    }

    @Test
    void killedNodeShouldComeBackWithEveryWriteItAnswered() {
        try (CqlSession session = session(cassandra)) {
            session.execute("CREATE KEYSPACE ledger WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
            session.execute("CREATE TABLE ledger.entry (id int PRIMARY KEY)");
            int before = cassandra.restarts();
            int answered = writeUntilKilled(session);

            Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> cassandra.restarts() == before + 1 && cassandra.isReady());
            // the same session, which must find the node again by itself
            Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions()
                .untilAsserted(() -> assertThat(session.execute("SELECT count(*) FROM ledger.entry").one().getLong(0))
                    .isGreaterThanOrEqualTo(answered));
            assertThat(NOTICES).anyMatch(notice -> notice.startsWith("Cassandra died with status 137"));
        }
    }

    @Test
    void nodeThatDiesAtStartShouldSayWhy() {
        Path broken = directory.resolve("dying");
        int taken = cassandra.contactPoint().getPort();

        assertThatThrownBy(() -> CassandraProcess.builder(broken).storagePort(taken).disposable().start().close())
            .isInstanceOf(ProcessStartException.class)
            .hasMessageContaining("Cassandra ended at start")
            .hasMessageContaining("127.0.0.1:" + taken);
        assertThat(broken.resolve("cassandra.pid")).doesNotExist();
    }

    @Test
    void nodeWhosePortIsTakenShouldNotPassForTheOneThatHasIt() {
        Path broken = directory.resolve("broken");
        int taken = cassandra.contactPoint().getPort();

        assertThatThrownBy(() -> CassandraProcess.builder(broken).port(taken).disposable().start().close())
            .isInstanceOf(ProcessStartException.class)
            .hasMessageContaining("another process answers at its address");
    }

    @Test
    void aWriteShouldBeAnsweredOnlyWhenItIsInTheLog() throws Exception {
        assertThat(Files.readString(directory.resolve("node").resolve("cassandra.yaml"))).contains("commitlog_sync: batch");
    }

    private static int writeUntilKilled(CqlSession session) {
        int answered = 0;
        for (int id = 0; id < 500; id++) {
            session.execute("INSERT INTO ledger.entry (id) VALUES (" + id + ")");
            answered++;
        }
        ProcessHandle.of(cassandra.pid()).orElseThrow().destroyForcibly();
        return answered;
    }

    private static CqlSession session(CassandraProcess node) {
        return CqlSession.builder()
            .addContactPoint(node.contactPoint())
            .withLocalDatacenter("datacenter1")
            .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(2))
                .build())
            .build();
    }
}
