// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

import javax.inject.Singleton;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.config.TrackingConfiguration;
import org.postern.gateway.quarantine.MessageOutlet;
import org.postern.gateway.report.AdminReports;
import org.postern.gateway.statistics.Counting;
import org.postern.gateway.statistics.Rollup;
import org.postern.gateway.statistics.StatisticsStore;
import org.postern.gateway.statistics.Tier;
import org.postern.gateway.tracking.BufferedTracker;
import org.postern.gateway.tracking.EventPrivacy;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.Tracker;
import org.postern.gateway.tracking.erase.Erasure;
import org.postern.gateway.tracking.index.IndexedEventStore;
import org.postern.gateway.tracking.index.MessageIndexer;
import org.postern.gateway.tracking.search.MessageIndex;
import org.postern.gateway.tracking.search.MessageSearch;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** The timeline of messages, and what is counted from it. */
class TrackingModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(Tracker.class).to(BufferedTracker.class);
    }

    @Provides
    @Singleton
    EventStore events(Stores stores, Optional<MessageIndexer> indexer) {
        return indexer.<EventStore>map(present -> new IndexedEventStore(stores.events(), present)).orElse(stores.events());
    }

    @Provides
    @Singleton
    Erasure erasure(EventStore events, StatisticsStore statistics, PosternConfiguration configuration, Clock clock) {
        return new Erasure(events, statistics, configuration.tracking().lifetime(), configuration.node(), clock);
    }

    @Provides
    @Singleton
    MessageSearch search(EventStore events, Optional<MessageIndex> index) {
        return new MessageSearch(events, index);
    }

    @Provides
    @Singleton
    BufferedTracker tracker(EventStore store, Clock clock, PosternConfiguration configuration, MetricFactory metrics, FileSystem files,
                            StatisticsStore statistics, Closing closing) throws IOException {
        TrackingConfiguration tracking = configuration.tracking();
        return closing.atStop(new BufferedTracker(store, clock, configuration.node(), tracking.buffer(), metrics,
            new EventPrivacy(tracking.subjects()), Optional.of(files.getFile(tracking.spillDirectory()).toPath()), tracking.spillMost(),
            minutes -> statistics.markLate(Tier.MINUTE, minutes)));
    }

    @Provides
    @Singleton
    AdminReports reports(PosternConfiguration configuration, AdministratorAddress address, StatisticsStore store, MessageOutlet outlet,
                         Clock clock, RandomGenerator random) {
        return new AdminReports(configuration.reports(), address.text(), store, outlet, clock, random);
    }

    @Provides
    @Singleton
    Counting counting(EventStore events, StatisticsStore store, PosternConfiguration configuration, Clock clock, Closing closing) {
        return closing.atStop(new Counting(new Rollup(events, store, configuration.tracking().spamLevel(), clock), store));
    }
}
