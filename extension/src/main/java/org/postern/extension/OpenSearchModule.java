// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

import javax.inject.Singleton;
import javax.net.ssl.SSLContext;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.config.OpenSearchConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.config.TrackingConfiguration;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.gateway.quarantine.index.IndexedQuarantineStore;
import org.postern.gateway.quarantine.index.ItemIndexRebuild;
import org.postern.gateway.quarantine.index.ItemIndexer;
import org.postern.gateway.quarantine.index.QuarantineIndex;
import org.postern.gateway.tls.CertificateAuthorities;
import org.postern.gateway.tracking.FieldLifetimes;
import org.postern.gateway.tracking.index.IndexRebuild;
import org.postern.gateway.tracking.index.MessageIndexer;
import org.postern.gateway.tracking.search.MessageIndex;
import org.postern.storage.opensearch.quarantine.OpenSearchQuarantineIndex;
import org.postern.storage.opensearch.tracking.OpenSearchMessageIndex;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** What is looked for with OpenSearch, where there is one. */
class OpenSearchModule extends AbstractModule {
    /** Messages that wait one by one for an index; beyond them only their minutes are remembered. */
    private static final int INDEX_QUEUE = 50_000;
    private static final String MESSAGES_BACKLOG = "to-be-indexed";
    private static final String QUARANTINE_BACKLOG = "quarantine-to-be-indexed";

    @Provides
    @Singleton
    Optional<MessageIndex> messages(PosternConfiguration configuration, FileSystem files) throws IOException {
        return isThere(configuration)
            ? Optional.of(new OpenSearchMessageIndex(configuration.openSearch(), trust(configuration.openSearch(), files)))
            : Optional.empty();
    }

    @Provides
    @Singleton
    Optional<QuarantineIndex> quarantined(PosternConfiguration configuration, FileSystem files) throws IOException {
        return isThere(configuration)
            ? Optional.of(new OpenSearchQuarantineIndex(configuration.openSearch(), trust(configuration.openSearch(), files)))
            : Optional.empty();
    }

    private static boolean isThere(PosternConfiguration configuration) {
        return !configuration.openSearch().nodes().isEmpty();
    }

    private static Optional<SSLContext> trust(OpenSearchConfiguration configuration, FileSystem files) throws IOException {
        if (configuration.caFile().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(CertificateAuthorities.trusting("opensearch.ca-file", files.getFile(configuration.caFile().get()).toPath()));
    }

    @Provides
    @Singleton
    Optional<MessageIndexer> messageIndexer(Stores stores, Optional<MessageIndex> index, PosternConfiguration configuration,
                                            FileSystem files, Clock clock, MetricFactory metrics, Closing closing) throws IOException {
        if (index.isEmpty()) {
            return Optional.empty();
        }
        TrackingConfiguration tracking = configuration.tracking();
        return Optional.of(closing.atStop(new MessageIndexer(stores.events(), index.get(),
            files.getFile(tracking.spillDirectory()).toPath().resolve(MESSAGES_BACKLOG), tracking.lifetime(),
            new FieldLifetimes(tracking.subjectLifetime(), tracking.addressLifetime()), INDEX_QUEUE, clock, metrics)));
    }

    @Provides
    @Singleton
    Optional<ItemIndexer> itemIndexer(Stores stores, Optional<QuarantineIndex> index, PosternConfiguration configuration,
                                      FileSystem files, Clock clock, MetricFactory metrics, Closing closing) throws IOException {
        if (index.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(closing.atStop(new ItemIndexer(stores.quarantine(), index.get(),
            files.getFile(configuration.tracking().spillDirectory()).toPath().resolve(QUARANTINE_BACKLOG), INDEX_QUEUE, clock, metrics)));
    }

    @Provides
    @Singleton
    QuarantineStore quarantine(Stores stores, Optional<QuarantineIndex> index, Optional<ItemIndexer> indexer, Clock clock) {
        return index.<QuarantineStore>map(present -> new IndexedQuarantineStore(stores.quarantine(), present, indexer.orElseThrow(), clock))
            .orElse(stores.quarantine());
    }

    @Provides
    @Singleton
    Optional<IndexRebuild> messageRebuild(Stores stores, Optional<MessageIndex> index) {
        return index.map(present -> new IndexRebuild(stores.events(), present));
    }

    @Provides
    @Singleton
    Optional<ItemIndexRebuild> itemRebuild(Stores stores, Optional<QuarantineIndex> index) {
        return index.map(present -> new ItemIndexRebuild(stores.quarantine(), present));
    }
}
