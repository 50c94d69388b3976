// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.tracking;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.FieldLifetimesContract;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.TestCassandra;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.StorageSettings;

@ExtendWith(CassandraExtension.class)
class CassandraFieldLifetimesTest implements FieldLifetimesContract {
    private EventStore store;

    @BeforeEach
    void open(TestCassandra cassandra) {
        StorageSettings usual = TestCassandra.SETTINGS;
        store = new CassandraEventStore(new Cql(cassandra.session(), new StorageSettings(usual.consistency(), usual.serialConsistency(),
            usual.requestTimeout(), Duration.ofDays(7), usual.factsLifetime(), LIFETIMES)));
    }

    @Override
    public EventStore store() {
        return store;
    }
}
