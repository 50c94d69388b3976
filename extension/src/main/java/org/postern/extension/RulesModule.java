// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.io.FileNotFoundException;
import java.time.Clock;

import org.apache.james.filesystem.api.FileSystem;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.config.RulesConfiguration;
import org.postern.gateway.filter.Decision;
import org.postern.gateway.filter.RuleSetDecision;
import org.postern.gateway.filter.RuleSetSource;
import org.postern.gateway.rules.ActiveRules;
import org.postern.gateway.rules.Explanations;
import org.postern.gateway.rules.FactsQueue;
import org.postern.gateway.rules.FactsStore;
import org.postern.gateway.rules.RuleHitStore;
import org.postern.gateway.rules.RuleHits;
import org.postern.gateway.rules.RuleRecords;
import org.postern.gateway.rules.RuleSetStore;
import org.postern.gateway.rules.RuleSets;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;

/** The rule set in force and its administration. */
class RulesModule extends AbstractModule {

    @Provides
    RuleSetStore ruleSetStore(Stores stores) {
        return stores.ruleSets();
    }

    @Provides
    RuleHitStore hitStore(Stores stores) {
        return stores.ruleHits();
    }

    @Provides
    FactsStore factsStore(Stores stores) {
        return stores.facts();
    }

    @Provides
    @Singleton
    ActiveRules activeRules(PosternConfiguration configuration, FileSystem files, RuleSetStore store, Clock clock)
            throws FileNotFoundException {
        return new ActiveRules(new RuleSetSource(files.getFile(configuration.filter().rules()).toPath(), clock), store,
            configuration.rules().source() == RulesConfiguration.Source.FILE, clock);
    }

    @Provides
    @Singleton
    RuleSets ruleSets(RuleSetStore store, ActiveRules active, Clock clock) {
        return new RuleSets(store, active, clock);
    }

    @Provides
    @Singleton
    RuleHits hits(RuleHitStore store, Clock clock) {
        return new RuleHits(store, clock);
    }

    @Provides
    @Singleton
    FactsQueue factsQueue(FactsStore store, RuleHits hits, PosternConfiguration configuration, Closing closing) {
        return closing.atStop(new FactsQueue(store, hits, configuration.rules().keepFacts()));
    }

    @Provides
    @Singleton
    RuleRecords records(RuleHits hits, FactsQueue facts) {
        return new RuleRecords(hits, facts);
    }

    @Provides
    @Singleton
    Explanations explanations(FactsStore facts, RuleSets ruleSets) {
        return new Explanations(facts, ruleSets);
    }

    @Provides
    @Singleton
    Decision decision(ActiveRules rules) {
        return new RuleSetDecision(rules);
    }
}
