// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.StorageUnavailableException;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.TestCassandra;
import org.postern.storage.cassandra.session.Cql;

import com.datastax.oss.driver.api.core.CqlSession;

@ExtendWith(CassandraExtension.class)
class SchemaMigrationsTest {
    private static final Migration FIRST = new Migration(1, List.of("CREATE TABLE IF NOT EXISTS postern_a (k int PRIMARY KEY)",
        "CREATE TABLE IF NOT EXISTS postern_b (k int PRIMARY KEY)"));
    private static final Migration SECOND = new Migration(2, List.of("CREATE TABLE IF NOT EXISTS postern_c (k int PRIMARY KEY)"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TestCassandra cassandra;
    private String keyspace;
    private CqlSession session;

    @BeforeEach
    void newKeyspace(TestCassandra cassandra) {
        this.cassandra = cassandra;
        this.keyspace = "schema_" + UUID.randomUUID().toString().replace("-", "");
        this.session = cassandra.newSession(keyspace);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private static Cql cql(CqlSession session) {
        return new Cql(session, TestCassandra.SETTINGS);
    }

    private List<String> tables() {
        List<String> names = new ArrayList<>();
        session.execute("SELECT table_name FROM system_schema.tables WHERE keyspace_name = '" + keyspace + "'")
            .forEach(row -> names.add(row.getString(0)));
        return names;
    }

    private void run(Duration patience, Migration... migrations) {
        new SchemaMigrations(cql(session), List.of(migrations), patience).run();
    }

    @Test
    void runShouldCreateTablesWithOurPrefixOnly() {
        new SchemaMigrations(cql(session)).run();

        assertThat(tables()).hasSizeGreaterThan(8).allMatch(table -> table.startsWith("postern_"));
    }

    @Test
    void runAgainShouldChangeNothing() {
        run(PATIENCE, FIRST);
        session.execute("DROP TABLE postern_b");

        run(PATIENCE, FIRST);

        assertThat(tables()).containsExactlyInAnyOrder("postern_schema", "postern_a");
    }

    @Test
    void runShouldAddOnlyTheMissingSteps() {
        run(PATIENCE, FIRST);
        session.execute("DROP TABLE postern_a");

        run(PATIENCE, FIRST, SECOND);

        assertThat(tables()).containsExactlyInAnyOrder("postern_schema", "postern_b", "postern_c");
    }

    @Test
    void runShouldCompleteAStepThatWasBrokenOff() {
        assertThatThrownBy(() -> run(PATIENCE, new Migration(1, List.of(FIRST.statements().get(0), "CREATE TABEL nonsense"))))
            .isInstanceOf(StorageUnavailableException.class);

        run(PATIENCE, FIRST);

        assertThat(tables()).containsExactlyInAnyOrder("postern_schema", "postern_a", "postern_b");
    }

    @Test
    void anOlderNodeShouldWorkWithNewerTables() {
        run(PATIENCE, FIRST, SECOND);

        run(PATIENCE, FIRST);

        assertThat(tables()).contains("postern_c");
    }

    @Test
    void runShouldWaitForTheNodeThatHoldsTheLease() throws Exception {
        SchemaLedger.open(cql(session), new SchemaAgreement(cql(session)));
        SchemaLease other = new SchemaLease(cql(session), UUID.randomUUID());
        assertThat(other.take()).isTrue();

        assertThatThrownBy(() -> run(Duration.ofSeconds(1), FIRST)).isInstanceOf(StorageUnavailableException.class)
            .hasMessageContaining("another node");
        assertThat(tables()).containsExactly("postern_schema");

        other.giveBack();
        run(PATIENCE, FIRST);
        assertThat(tables()).contains("postern_a", "postern_b");
    }

    @Test
    void aLostLeaseShouldNotBeKept() {
        SchemaLedger.open(cql(session), new SchemaAgreement(cql(session)));
        SchemaLease lost = new SchemaLease(cql(session), UUID.randomUUID());
        assertThat(lost.take()).isTrue();
        assertThat(lost.keep()).isTrue();
        session.execute("DELETE FROM postern_schema WHERE part = 'lease' AND version = 0 IF EXISTS");
        assertThat(new SchemaLease(cql(session), UUID.randomUUID()).take()).isTrue();

        assertThat(lost.keep()).isFalse();
    }

    /** The moments at which the nodes meet differ from run to run; the steps are few so that there can be several runs. */
    @RepeatedTest(5)
    void severalNodesAtOnceShouldAgree() throws Exception {
        int nodes = 4;
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        List<CqlSession> sessions = new ArrayList<>();
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                CqlSession own = cassandra.newSession(keyspace);
                sessions.add(own);
                runs.add(threads.submit(() -> {
                    start.await();
                    new SchemaMigrations(cql(own), List.of(FIRST, SECOND), PATIENCE).run();
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> run : runs) {
                run.get();
            }

            assertThat(sessions).allMatch(CqlSession::checkSchemaAgreement);
            assertThat(session.execute("SELECT count(*) FROM postern_schema WHERE part = 'steps'").one().getLong(0))
                .isEqualTo(2);
        } finally {
            threads.shutdownNow();
            sessions.forEach(CqlSession::close);
        }
    }

    @Test
    void aSessionWithoutAKeyspaceShouldBeRefused() {
        try (CqlSession homeless = CqlSession.builder().addContactPoint(cassandra.process().contactPoint())
            .withLocalDatacenter(TestCassandra.DATACENTER).build()) {
            assertThatThrownBy(() -> new SchemaMigrations(cql(homeless)).run()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keyspace");
        }
    }

    @Test
    void stepsShouldBeInAscendingOrder() {
        assertThat(SchemaMigrations.ALL).isNotEmpty().extracting(Migration::version).isSorted().doesNotHaveDuplicates();
        assertThat(SchemaMigrations.ALL).allSatisfy(migration ->
            // every step may be run again
            assertThat(migration.statements()).isNotEmpty().allMatch(statement -> statement.contains("IF NOT EXISTS")
                || statement.matches("ALTER TABLE \\w+ WITH .+")));
    }

    @Test
    void runShouldAddALowerStepThatCameLater() {
        run(PATIENCE, SECOND);
        assertThat(tables()).containsExactlyInAnyOrder("postern_schema", "postern_c");

        run(PATIENCE, FIRST, SECOND);

        assertThat(tables()).containsExactlyInAnyOrder("postern_schema", "postern_a", "postern_b", "postern_c");
    }
}
