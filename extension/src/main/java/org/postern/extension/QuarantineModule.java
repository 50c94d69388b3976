// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.time.Clock;
import java.util.Set;

import javax.inject.Singleton;

import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.decide.ItemDecisions;
import org.postern.gateway.learn.Learning;
import org.postern.gateway.personal.PersonalLists;
import org.postern.gateway.quarantine.EngineReleaseScan;
import org.postern.gateway.quarantine.MessageOutlet;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.quarantine.QuarantineObserver;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.gateway.scan.VirusScanning;
import org.postern.gateway.tracking.Tracker;
import org.postern.mailets.SpoolOutlet;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** Quarantined mail and its ways out. */
class QuarantineModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(MessageOutlet.class).to(SpoolOutlet.class);
    }

    @Provides
    @Singleton
    Quarantine quarantine(QuarantineStore store, MessageOutlet outlet, Tracker tracker, PosternConfiguration configuration, Clock clock,
                          Set<QuarantineObserver> observers, VirusScanning scanning) {
        return new Quarantine(store, outlet, tracker, configuration.quarantine(), clock, observers,
            new EngineReleaseScan(scanning, configuration.filter().deadline()));
    }

    @Provides
    @Singleton
    ItemDecisions decisions(Quarantine quarantine, PersonalLists lists, Learning learning, PosternConfiguration configuration,
                            Clock clock) {
        return new ItemDecisions(quarantine, lists, learning, configuration.learning(), configuration.quarantine(), clock);
    }
}
