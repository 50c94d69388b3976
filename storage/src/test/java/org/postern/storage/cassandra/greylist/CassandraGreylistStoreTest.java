// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.greylist;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.greylist.GreylistStore;
import org.postern.gateway.greylist.GreylistStoreContract;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;

@ExtendWith(CassandraExtension.class)
class CassandraGreylistStoreTest implements GreylistStoreContract {
    private GreylistStore store;

    @BeforeEach
    void open(CassandraStores stores) {
        store = stores.greylist();
    }

    @Override
    public GreylistStore store() {
        return store;
    }
}
