// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.quarantine.QuarantineListContract;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.gateway.quarantine.QuarantineStoreContract;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;

@ExtendWith(CassandraExtension.class)
class CassandraQuarantineStoreTest implements QuarantineStoreContract, QuarantineListContract {
    private QuarantineStore store;

    @BeforeEach
    void open(CassandraStores stores) {
        store = stores.quarantine();
    }

    @Override
    public QuarantineStore store() {
        return store;
    }
}
