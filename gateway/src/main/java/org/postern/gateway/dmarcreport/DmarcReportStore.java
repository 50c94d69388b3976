// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dmarcreport;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.postern.analysis.facts.PublishedPolicy;

/**
 * What was counted for reports to domain owners, by day in UTC, kept for eight days. Numbers are put and never added to, so that doing it
 * twice changes nothing. Everything throws {@link org.postern.gateway.StorageUnavailableException} when the store is away.
 */
public interface DmarcReportStore {

    /** Notes the policy of a domain; the one noted last stays. */
    void save(LocalDate day, PublishedPolicy policy);

    /**
     * Puts how many messages were counted.
     *
     * @param domain  where the policy was found
     * @param counter names the process that counts
     */
    void save(LocalDate day, String domain, UUID counter, ReportedMail mail, long count);

    /** Policies noted for a day, by domain, at most so many. */
    List<PublishedPolicy> policies(LocalDate day, int most);

    /** The policy noted for a domain. */
    Optional<PublishedPolicy> policy(LocalDate day, String domain);

    /** What all processes counted of a domain, at most so many kinds of message. */
    Map<ReportedMail, Long> counted(LocalDate day, String domain, int most);
}
