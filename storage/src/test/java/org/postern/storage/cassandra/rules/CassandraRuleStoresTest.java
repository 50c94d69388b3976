// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.rules;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.rules.FactsStore;
import org.postern.gateway.rules.RuleHitStore;
import org.postern.gateway.rules.RuleSetStore;
import org.postern.gateway.rules.RuleStoresContract;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;

@ExtendWith(CassandraExtension.class)
class CassandraRuleStoresTest implements RuleStoresContract {
    private CassandraStores stores;

    @BeforeEach
    void open(CassandraStores opened) {
        stores = opened;
    }

    @Override
    public RuleSetStore ruleSets() {
        return stores.ruleSets();
    }

    @Override
    public RuleHitStore hits() {
        return stores.ruleHits();
    }

    @Override
    public FactsStore facts() {
        return stores.facts();
    }
}
