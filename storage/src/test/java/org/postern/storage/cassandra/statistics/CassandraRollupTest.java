// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.statistics;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.statistics.RollupContract;
import org.postern.gateway.statistics.StatisticsStore;
import org.postern.gateway.tracking.EventStore;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.TestCassandra;
import org.postern.storage.cassandra.tracking.CassandraEventStore;

@ExtendWith(CassandraExtension.class)
class CassandraRollupTest implements RollupContract {
    private EventStore events;
    private StatisticsStore statistics;

    @BeforeEach
    void open(TestCassandra cassandra) {
        events = new CassandraEventStore(cassandra.cql());
        statistics = new CassandraStatisticsStore(cassandra.cql());
    }

    @Override
    public EventStore events() {
        return events;
    }

    @Override
    public StatisticsStore statistics() {
        return statistics;
    }
}
