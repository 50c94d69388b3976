// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.personal;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.digest.DigestRuns;
import org.postern.gateway.digest.DigestRunsContract;
import org.postern.gateway.digest.DigestStore;
import org.postern.gateway.digest.DigestStoreContract;
import org.postern.gateway.link.LinkStore;
import org.postern.gateway.link.LinkStoreContract;
import org.postern.gateway.personal.PersonalListStore;
import org.postern.gateway.personal.PersonalListStoreContract;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;

@ExtendWith(CassandraExtension.class)
class CassandraUserStoresTest implements PersonalListStoreContract, LinkStoreContract, DigestStoreContract,
    DigestRunsContract {
    private CassandraStores stores;

    @BeforeEach
    void open(CassandraStores opened) {
        stores = opened;
    }

    @Override
    public PersonalListStore personalLists() {
        return stores.personalLists();
    }

    @Override
    public LinkStore linkStore() {
        return stores.links();
    }

    @Override
    public DigestStore digests() {
        return stores.digests();
    }

    @Override
    public DigestRuns digestRuns() {
        return stores.digestRuns();
    }
}
