// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.folder;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.folder.FolderProjectionStore;
import org.postern.gateway.folder.FolderProjectionStoreContract;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;

@ExtendWith(CassandraExtension.class)
class CassandraFolderProjectionStoreTest implements FolderProjectionStoreContract {
    private FolderProjectionStore store;

    @BeforeEach
    void open(CassandraStores stores) {
        store = stores.folders();
    }

    @Override
    public FolderProjectionStore testee() {
        return store;
    }
}
