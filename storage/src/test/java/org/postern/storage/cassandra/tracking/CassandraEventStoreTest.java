// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.tracking;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.EventStoreContract;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.TestCassandra;

@ExtendWith(CassandraExtension.class)
class CassandraEventStoreTest implements EventStoreContract {
    private EventStore store;

    @BeforeEach
    void open(TestCassandra cassandra) {
        store = new CassandraEventStore(cassandra.cql());
    }

    @Override
    public EventStore store() {
        return store;
    }
}
