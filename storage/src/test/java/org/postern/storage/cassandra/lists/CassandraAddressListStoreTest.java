// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.lists;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.lists.AddressListStore;
import org.postern.gateway.lists.AddressListStoreContract;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;

@ExtendWith(CassandraExtension.class)
class CassandraAddressListStoreTest implements AddressListStoreContract {
    private AddressListStore store;

    @BeforeEach
    void open(CassandraStores stores) {
        store = stores.addressLists();
    }

    @Override
    public AddressListStore store() {
        return store;
    }
}
