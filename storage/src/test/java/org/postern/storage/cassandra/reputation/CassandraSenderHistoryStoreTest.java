// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.reputation;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.reputation.SenderHistoryStore;
import org.postern.gateway.reputation.SenderHistoryStoreContract;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;

@ExtendWith(CassandraExtension.class)
class CassandraSenderHistoryStoreTest implements SenderHistoryStoreContract {
    private SenderHistoryStore store;

    @BeforeEach
    void open(CassandraStores stores) {
        store = stores.senders();
    }

    @Override
    public SenderHistoryStore store() {
        return store;
    }
}
