// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.dmarcreport;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.postern.analysis.facts.PublishedPolicy;
import org.postern.analysis.json.VersionedJson;
import org.postern.gateway.dmarcreport.DmarcReportStore;
import org.postern.gateway.dmarcreport.ReportedMail;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/** What was counted for domain owners in Cassandra: each process has rows of its own, so that no counting needs a lock. */
public final class CassandraDmarcReportStore implements DmarcReportStore {
    private static final int KEPT = TimeToLive.seconds(Duration.ofDays(8));

    private final Cql cql;
    private final PreparedStatement savePolicy;
    private final PreparedStatement saveCount;
    private final PreparedStatement policies;
    private final PreparedStatement policy;
    private final PreparedStatement counts;
    private final VersionedJson<PublishedPolicy> policyJson = new VersionedJson<>(PublishedPolicy.class, 1);
    private final VersionedJson<ReportedMail> mailJson = new VersionedJson<>(ReportedMail.class, 1);

    public CassandraDmarcReportStore(Cql cql) {
        this.cql = cql;
        this.savePolicy = cql.prepare("INSERT INTO postern_dmarc_policy (day, domain, policy) VALUES (?, ?, ?) USING TTL ?");
        this.saveCount = cql.prepare("INSERT INTO postern_dmarc_count (day, domain, mail, counter, messages) VALUES (?, ?, ?, ?, ?)"
            + " USING TTL ?");
        this.policies = cql.prepare("SELECT policy FROM postern_dmarc_policy WHERE day = ? LIMIT ?");
        this.policy = cql.prepare("SELECT policy FROM postern_dmarc_policy WHERE day = ? AND domain = ?");
        this.counts = cql.prepare("SELECT mail, messages FROM postern_dmarc_count WHERE day = ? AND domain = ?");
    }

    @Override
    public void save(LocalDate day, PublishedPolicy policy) {
        cql.execute(savePolicy.bind(day, policy.domain(), policyJson.write(policy), KEPT));
    }

    @Override
    public void save(LocalDate day, String domain, UUID counter, ReportedMail mail, long count) {
        cql.execute(saveCount.bind(day, domain, mailJson.write(mail), counter, count, KEPT));
    }

    @Override
    public List<PublishedPolicy> policies(LocalDate day, int most) {
        return Cql.guard(() -> {
            List<PublishedPolicy> found = new ArrayList<>();
            cql.execute(policies.bind(day, most)).forEach(row -> found.add(policyJson.read(row.getString("policy"))));
            return found;
        });
    }

    @Override
    public Optional<PublishedPolicy> policy(LocalDate day, String domain) {
        return Cql.guard(() -> Optional.ofNullable(cql.execute(policy.bind(day, domain)).one())
            .map(row -> policyJson.read(row.getString("policy"))));
    }

    /** Rows of one kind stand together, so that only whole kinds are left out. */
    @Override
    public Map<ReportedMail, Long> counted(LocalDate day, String domain, int most) {
        return Cql.guard(() -> {
            Map<ReportedMail, Long> sums = new LinkedHashMap<>();
            for (Row row : cql.execute(counts.bind(day, domain))) {
                ReportedMail mail = mailJson.read(row.getString("mail"));
                if (sums.size() >= most && !sums.containsKey(mail)) {
                    break;
                }
                sums.merge(mail, row.getLong("messages"), Long::sum);
            }
            return sums;
        });
    }
}
