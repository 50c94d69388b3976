// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.rate;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.client.PassedClientStore;
import org.postern.gateway.client.PassedClientStoreContract;
import org.postern.gateway.rate.HoldStore;
import org.postern.gateway.rate.HoldStoreContract;
import org.postern.gateway.rate.RateStore;
import org.postern.gateway.rate.RateStoreContract;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;

@ExtendWith(CassandraExtension.class)
class CassandraRateStoresTest implements RateStoreContract, HoldStoreContract, PassedClientStoreContract {
    private CassandraStores stores;

    @BeforeEach
    void open(CassandraStores opened) {
        stores = opened;
    }

    @Override
    public RateStore rates() {
        return stores.rates();
    }

    @Override
    public HoldStore holds() {
        return stores.holds();
    }

    @Override
    public PassedClientStore passedClients() {
        return stores.passedClients();
    }
}
