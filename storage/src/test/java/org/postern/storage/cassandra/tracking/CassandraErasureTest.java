// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.statistics.StatisticsStore;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.erase.ErasureContract;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.TestCassandra;

@ExtendWith(CassandraExtension.class)
class CassandraErasureTest implements ErasureContract {
    private TestCassandra cassandra;
    private EventStore store;

    @BeforeEach
    void open(TestCassandra node) {
        cassandra = node;
        store = new CassandraEventStore(node.cql());
    }

    /** Whatever was erased, no table may have the address in it. */
    @AfterEach
    void theAddressShouldStandInNoTable() {
        cassandra.session().execute("SELECT scope FROM postern_event_bucket").forEach(row ->
            assertThat(row.getString("scope")).doesNotContainPattern("/bob"));
    }

    @Override
    public EventStore store() {
        return store;
    }

    @Override
    public StatisticsStore statistics() {
        return cassandra.stores().statistics();
    }
}
