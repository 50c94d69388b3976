// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.time.Clock;
import java.time.Duration;

class InMemoryRuleStoresTest implements RuleStoresContract {
    private final RuleSetStore ruleSets = new InMemoryRuleSetStore();
    private final RuleHitStore hits = new InMemoryRuleHitStore();
    private final FactsStore facts = new InMemoryFactsStore(Clock.systemUTC(), Duration.ofDays(1));

    @Override
    public RuleSetStore ruleSets() {
        return ruleSets;
    }

    @Override
    public RuleHitStore hits() {
        return hits;
    }

    @Override
    public FactsStore facts() {
        return facts;
    }
}
