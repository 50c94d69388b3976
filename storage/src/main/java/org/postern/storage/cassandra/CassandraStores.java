// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra;

import java.time.Clock;

import org.postern.gateway.access.AccountStore;
import org.postern.gateway.client.PassedClientStore;
import org.postern.gateway.digest.DigestRuns;
import org.postern.gateway.digest.DigestStore;
import org.postern.gateway.directory.DirectoryStore;
import org.postern.gateway.dmarcreport.DmarcReportStore;
import org.postern.gateway.folder.FolderProjectionStore;
import org.postern.gateway.greylist.GreylistStore;
import org.postern.gateway.learn.LessonStore;
import org.postern.gateway.link.LinkStore;
import org.postern.gateway.lists.AddressListStore;
import org.postern.gateway.personal.PersonalListStore;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.gateway.reputation.SenderHistoryStore;
import org.postern.gateway.statistics.StatisticsStore;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.rate.HoldStore;
import org.postern.gateway.rate.RateStore;
import org.postern.gateway.rules.FactsStore;
import org.postern.gateway.rules.RuleHitStore;
import org.postern.gateway.rules.RuleSetStore;
import org.postern.storage.cassandra.access.CassandraAccountStore;
import org.postern.storage.cassandra.client.CassandraPassedClientStore;
import org.postern.storage.cassandra.digest.CassandraDigestRuns;
import org.postern.storage.cassandra.digest.CassandraDigestStore;
import org.postern.storage.cassandra.directory.CassandraDirectoryStore;
import org.postern.storage.cassandra.dmarcreport.CassandraDmarcReportStore;
import org.postern.storage.cassandra.folder.CassandraFolderProjectionStore;
import org.postern.storage.cassandra.greylist.CassandraGreylistStore;
import org.postern.storage.cassandra.learn.CassandraLessonStore;
import org.postern.storage.cassandra.link.CassandraLinkStore;
import org.postern.storage.cassandra.personal.CassandraPersonalListStore;
import org.postern.storage.cassandra.lists.CassandraAddressListStore;
import org.postern.storage.cassandra.quarantine.CassandraQuarantineStore;
import org.postern.storage.cassandra.rate.CassandraHoldStore;
import org.postern.storage.cassandra.rate.CassandraRateStore;
import org.postern.storage.cassandra.reputation.CassandraSenderHistoryStore;
import org.postern.storage.cassandra.rules.CassandraFactsStore;
import org.postern.storage.cassandra.rules.CassandraRuleHitStore;
import org.postern.storage.cassandra.rules.CassandraRuleSetStore;
import org.postern.storage.cassandra.schema.SchemaMigrations;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.StorageSettings;
import org.postern.storage.cassandra.statistics.CassandraStatisticsStore;
import org.postern.storage.cassandra.tracking.CassandraEventStore;

import com.datastax.oss.driver.api.core.CqlSession;

/**
 * All of Postern's stores in one Cassandra keyspace; the one way into this package for a server.
 *
 * @param quarantine quarantined messages
 * @param events     timelines of messages
 * @param greylist   greylist triplets
 * @param accounts   administrators
 * @param folders    what is shown in users' quarantine folders
 * @param lessons    what the classifier was taught
 * @param ruleSets   versions of the rule set
 * @param ruleHits   hits of rules
 * @param facts      facts of messages
 * @param addressLists welcomelist and blocklist
 * @param directories what was read of directories
 * @param rates      what senders sent
 * @param holds      senders on hold
 * @param statistics numbers
 * @param senders    what is remembered of senders
 * @param personalLists welcomelists and blocklists of people
 * @param links      links into the quarantine
 * @param digests    what people want of daily reports
 * @param digestRuns daily reports that were sent
 * @param dmarcReports what was counted for domain owners
 * @param passedClients clients that passed the protocol tests
 */
public record CassandraStores(QuarantineStore quarantine, EventStore events, GreylistStore greylist, AccountStore accounts,
                              FolderProjectionStore folders, LessonStore lessons, RuleSetStore ruleSets, RuleHitStore ruleHits,
                              FactsStore facts, AddressListStore addressLists, DirectoryStore directories,
                              RateStore rates, HoldStore holds, StatisticsStore statistics, SenderHistoryStore senders,
                              PersonalListStore personalLists, LinkStore links, DigestStore digests, DigestRuns digestRuns,
                              DmarcReportStore dmarcReports, PassedClientStore passedClients) {

    /**
     * Creates the missing tables, which all begin with {@code postern_}, in the session's keyspace and opens the stores. Safe to call
     * from several nodes at once. The session stays the caller's: it is used as it is and never closed here.
     *
     * <p>Throws {@link org.postern.gateway.StorageUnavailableException} when Cassandra cannot be asked, IllegalArgumentException for a
     * session without a keyspace.
     *
     * @param clock tells which quarantined items have expired
     */
    public static CassandraStores open(CqlSession session, StorageSettings settings, Clock clock) {
        Cql cql = new Cql(session, settings);
        new SchemaMigrations(cql).run();
        return new CassandraStores(new CassandraQuarantineStore(cql, clock), new CassandraEventStore(cql),
            new CassandraGreylistStore(cql), new CassandraAccountStore(cql),
            new CassandraFolderProjectionStore(cql), new CassandraLessonStore(cql), new CassandraRuleSetStore(cql),
            new CassandraRuleHitStore(cql), new CassandraFactsStore(cql, settings.factsLifetime()),
            new CassandraAddressListStore(cql, clock), new CassandraDirectoryStore(cql),
            new CassandraRateStore(cql), new CassandraHoldStore(cql), new CassandraStatisticsStore(cql),
            new CassandraSenderHistoryStore(cql), new CassandraPersonalListStore(cql), new CassandraLinkStore(cql, clock),
            new CassandraDigestStore(cql), new CassandraDigestRuns(cql),
            new CassandraDmarcReportStore(cql), new CassandraPassedClientStore(cql));
    }
}
