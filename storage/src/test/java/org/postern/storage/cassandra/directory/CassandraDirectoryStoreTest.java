// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.directory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.directory.DirectoryStore;
import org.postern.gateway.directory.DirectoryStoreContract;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;

@ExtendWith(CassandraExtension.class)
class CassandraDirectoryStoreTest implements DirectoryStoreContract {
    private DirectoryStore store;

    @BeforeEach
    void open(CassandraStores stores) {
        store = stores.directories();
    }

    @Override
    public DirectoryStore testee() {
        return store;
    }
}
