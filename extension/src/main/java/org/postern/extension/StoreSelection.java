// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.time.Clock;
import java.util.Optional;

import org.postern.gateway.access.MemoryAccountStore;
import org.postern.gateway.client.InMemoryPassedClientStore;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.config.SettingException;
import org.postern.gateway.digest.InMemoryDigestRuns;
import org.postern.gateway.digest.InMemoryDigestStore;
import org.postern.gateway.directory.MemoryDirectoryStore;
import org.postern.gateway.dmarcreport.InMemoryDmarcReportStore;
import org.postern.gateway.folder.MemoryFolderProjectionStore;
import org.postern.gateway.greylist.InMemoryGreylistStore;
import org.postern.gateway.learn.InMemoryLessonStore;
import org.postern.gateway.link.InMemoryLinkStore;
import org.postern.gateway.lists.InMemoryAddressListStore;
import org.postern.gateway.personal.InMemoryPersonalListStore;
import org.postern.gateway.quarantine.InMemoryQuarantineStore;
import org.postern.gateway.rate.InMemoryHoldStore;
import org.postern.gateway.rate.InMemoryRateStore;
import org.postern.gateway.reputation.InMemorySenderHistoryStore;
import org.postern.gateway.rules.InMemoryFactsStore;
import org.postern.gateway.rules.InMemoryRuleHitStore;
import org.postern.gateway.rules.InMemoryRuleSetStore;
import org.postern.gateway.statistics.InMemoryStatisticsStore;
import org.postern.gateway.tracking.FieldLifetimes;
import org.postern.gateway.tracking.InMemoryEventStore;
import org.postern.storage.cassandra.CassandraStores;
import org.postern.storage.cassandra.session.OwnSession;
import org.postern.storage.cassandra.session.StorageSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.datastax.oss.driver.api.core.CqlSession;

/**
 * Chooses where records are kept, by {@code storage.mode} and by what this server has.
 */
final class StoreSelection {
    private static final Logger LOGGER = LoggerFactory.getLogger(StoreSelection.class);

    private final JamesSession james;
    private final PosternConfiguration configuration;
    private final Clock clock;
    private final Closing closing;

    StoreSelection(JamesSession james, PosternConfiguration configuration, Clock clock, Closing closing) {
        this.james = james;
        this.configuration = configuration;
        this.clock = clock;
        this.closing = closing;
    }

    /** Opens the stores, and makes missing tables. */
    Stores open() {
        Stores stores = switch (configuration.storage().mode()) {
            case JAMES -> ofJames().orElseThrow(() -> new SettingException("storage.mode", "james",
                "'own' or 'memory', because this server has no Cassandra session"));
            case OWN -> own();
            case MEMORY -> memory();
            case AUTO -> ofJames().orElseGet(() -> configuration.storage().contactPoints().isEmpty() ? memory() : own());
        };
        LOGGER.info("Postern keeps its records in {}", stores.description());
        return stores;
    }

    private Optional<Stores> ofJames() {
        return james.find().map(session -> cassandra(session, "the Cassandra keyspace of James"));
    }

    private Stores own() {
        CqlSession session = closing.atStop(OwnSession.open(configuration.storage()));
        return cassandra(session, "Cassandra keyspace " + configuration.storage().keyspace());
    }

    private Stores cassandra(CqlSession session, String description) {
        CassandraStores stores = CassandraStores.open(session,
            StorageSettings.of(configuration.storage(), configuration.tracking(), configuration.rules()), clock);
        return new Stores(stores.quarantine(), stores.events(), stores.greylist(), stores.accounts(), stores.folders(),
            stores.lessons(), stores.ruleSets(), stores.ruleHits(), stores.facts(), stores.addressLists(), stores.directories(),
            stores.rates(), stores.holds(), stores.statistics(), stores.senders(), stores.personalLists(), stores.links(),
            stores.digests(), stores.digestRuns(), stores.dmarcReports(), stores.passedClients(), description);
    }

    private Stores memory() {
        LOGGER.warn("Postern keeps its records in memory: quarantined mail is LOST when this server stops. Set storage.mode");
        return new Stores(new InMemoryQuarantineStore(clock), new InMemoryEventStore(clock, configuration.tracking().lifetime(),
                new FieldLifetimes(configuration.tracking().subjectLifetime(), configuration.tracking().addressLifetime())),
            new InMemoryGreylistStore(), new MemoryAccountStore(), new MemoryFolderProjectionStore(),
            new InMemoryLessonStore(), new InMemoryRuleSetStore(), new InMemoryRuleHitStore(),
            new InMemoryFactsStore(clock, configuration.rules().factsLifetime()), new InMemoryAddressListStore(clock),
            new MemoryDirectoryStore(clock), new InMemoryRateStore(clock), new InMemoryHoldStore(),
            new InMemoryStatisticsStore(clock), new InMemorySenderHistoryStore(), new InMemoryPersonalListStore(),
            new InMemoryLinkStore(clock), new InMemoryDigestStore(), new InMemoryDigestRuns(clock),
            new InMemoryDmarcReportStore(clock), new InMemoryPassedClientStore(), "memory");
    }
}
