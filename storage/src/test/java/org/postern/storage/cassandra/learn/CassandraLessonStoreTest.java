// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.learn;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.learn.LessonStore;
import org.postern.gateway.learn.LessonStoreContract;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;

@ExtendWith(CassandraExtension.class)
class CassandraLessonStoreTest implements LessonStoreContract {
    private LessonStore store;

    @BeforeEach
    void open(CassandraStores stores) {
        store = stores.lessons();
    }

    @Override
    public LessonStore store() {
        return store;
    }
}
