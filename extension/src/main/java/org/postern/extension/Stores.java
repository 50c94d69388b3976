// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import org.postern.gateway.access.AccountStore;
import org.postern.gateway.client.PassedClientStore;
import org.postern.gateway.digest.DigestRuns;
import org.postern.gateway.digest.DigestStore;
import org.postern.gateway.directory.DirectoryStore;
import org.postern.gateway.dmarcreport.DmarcReportStore;
import org.postern.gateway.folder.FolderProjectionStore;
import org.postern.gateway.greylist.GreylistStore;
import org.postern.gateway.learn.LessonStore;
import org.postern.gateway.lists.AddressListStore;
import org.postern.gateway.link.LinkStore;
import org.postern.gateway.personal.PersonalListStore;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.gateway.rate.HoldStore;
import org.postern.gateway.rate.RateStore;
import org.postern.gateway.reputation.SenderHistoryStore;
import org.postern.gateway.rules.FactsStore;
import org.postern.gateway.rules.RuleHitStore;
import org.postern.gateway.rules.RuleSetStore;
import org.postern.gateway.statistics.StatisticsStore;
import org.postern.gateway.tracking.EventStore;

/**
 * The stores of one kind of storage, so that it is chosen once for all of them.
 *
 * @param description where records are kept, for people
 */
record Stores(QuarantineStore quarantine, EventStore events, GreylistStore greylist, AccountStore accounts,
              FolderProjectionStore folders, LessonStore lessons, RuleSetStore ruleSets, RuleHitStore ruleHits, FactsStore facts,
              AddressListStore addressLists, DirectoryStore directories, RateStore rates, HoldStore holds,
              StatisticsStore statistics, SenderHistoryStore senders, PersonalListStore personalLists, LinkStore links,
              DigestStore digests, DigestRuns digestRuns, DmarcReportStore dmarcReports, PassedClientStore passedClients,
              String description) {
}
