// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

import javax.inject.Singleton;
import javax.net.ssl.SSLContext;

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
import org.postern.gateway.tls.CertificateAuthorities;
import org.postern.gateway.tracking.BufferedTracker;
import org.postern.gateway.tracking.EventPrivacy;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.FieldLifetimes;
import org.postern.gateway.tracking.Tracker;
import org.postern.gateway.tracking.erase.Erasure;
import org.postern.gateway.tracking.index.IndexRebuild;
import org.postern.gateway.tracking.index.IndexedEventStore;
import org.postern.gateway.tracking.index.MessageIndexer;
import org.postern.gateway.tracking.search.MessageIndex;
import org.postern.gateway.tracking.search.MessageSearch;
import org.postern.storage.opensearch.tracking.OpenSearchMessageIndex;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** The timeline of messages, and what is counted from it. */
class TrackingModule extends AbstractModule {
    /** Messages that wait one by one for the index; beyond them only their minutes are remembered. */
    private static final int INDEX_QUEUE = 50_000;
    private static final String INDEX_BACKLOG = "to-be-indexed";

    @Override
    protected void configure() {
        bind(Tracker.class).to(BufferedTracker.class);
    }

    /** The index of messages, where there is OpenSearch. */
    @Provides
    @Singleton
    Optional<MessageIndex> index(PosternConfiguration configuration, FileSystem files) throws IOException {
        if (configuration.openSearch().nodes().isEmpty()) {
            return Optional.empty();
        }
        Optional<SSLContext> trust = Optional.empty();
        if (configuration.openSearch().caFile().isPresent()) {
            trust = Optional.of(CertificateAuthorities.trusting("opensearch.ca-file",
                files.getFile(configuration.openSearch().caFile().get()).toPath()));
        }
        return Optional.of(new OpenSearchMessageIndex(configuration.openSearch(), trust));
    }

    @Provides
    @Singleton
    Optional<MessageIndexer> indexer(Stores stores, Optional<MessageIndex> index, PosternConfiguration configuration, FileSystem files,
                                     Clock clock, MetricFactory metrics, Closing closing) throws IOException {
        if (index.isEmpty()) {
            return Optional.empty();
        }
        TrackingConfiguration tracking = configuration.tracking();
        return Optional.of(closing.atStop(new MessageIndexer(stores.events(), index.get(),
            files.getFile(tracking.spillDirectory()).toPath().resolve(INDEX_BACKLOG), tracking.lifetime(),
            new FieldLifetimes(tracking.subjectLifetime(), tracking.addressLifetime()), INDEX_QUEUE, clock, metrics)));
    }

    @Provides
    @Singleton
    EventStore events(Stores stores, Optional<MessageIndexer> indexer) {
        return indexer.<EventStore>map(present -> new IndexedEventStore(stores.events(), present)).orElse(stores.events());
    }

    @Provides
    @Singleton
    Optional<IndexRebuild> rebuild(Stores stores, Optional<MessageIndex> index) {
        return index.map(present -> new IndexRebuild(stores.events(), present));
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
