// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.access;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.access.AccountStore;
import org.postern.gateway.access.AccountStoreContract;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;

@ExtendWith(CassandraExtension.class)
class CassandraAccountStoreTest implements AccountStoreContract {
    private AccountStore store;

    @BeforeEach
    void open(CassandraStores stores) {
        store = stores.accounts();
    }

    @Override
    public AccountStore testee() {
        return store;
    }
}
