// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dmarcreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.PublishedPolicy;

/** What every store of counted mail must do. */
public interface DmarcReportStoreContract {
    LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    DmarcReportStore dmarcReports();

    @Test
    default void countsOfProcessesShouldBeAddedAndThoseOfOneReplaced() {
        UUID one = UUID.randomUUID();
        ReportedMail first = mail("192.0.2.1");
        ReportedMail second = mail("2001:db8::1");
        dmarcReports().save(TODAY, "sum.example", one, first, 3);
        dmarcReports().save(TODAY, "sum.example", one, first, 5);
        dmarcReports().save(TODAY, "sum.example", UUID.randomUUID(), first, 2);
        dmarcReports().save(TODAY, "sum.example", one, second, 1);
        dmarcReports().save(TODAY.minusDays(1), "sum.example", one, second, 9);
        dmarcReports().save(TODAY, "other.example", one, second, 9);

        assertThat(dmarcReports().counted(TODAY, "sum.example", 100)).isEqualTo(Map.of(first, 7L, second, 1L));
        assertThat(dmarcReports().counted(TODAY, "sum.example", 1)).hasSize(1);
        assertThat(dmarcReports().counted(TODAY, "none.example", 1)).isEmpty();
    }

    @Test
    default void thePolicyNotedLastShouldStay() {
        PublishedPolicy last = CountedMail.policy("policy.example", "reject", 50, "mailto:a@policy.example!10m");
        dmarcReports().save(TODAY, CountedMail.policy("policy.example", "none", 100, "mailto:b@policy.example"));
        dmarcReports().save(TODAY, last);
        dmarcReports().save(TODAY, CountedMail.policy("second.example", "none", 100));

        assertThat(dmarcReports().policy(TODAY, "policy.example")).contains(last);
        assertThat(dmarcReports().policy(TODAY, "unknown.example")).isEmpty();
        assertThat(dmarcReports().policies(TODAY, 100)).contains(last).extracting(PublishedPolicy::domain).contains("second.example");
        assertThat(dmarcReports().policies(TODAY, 1)).hasSize(1);
        assertThat(dmarcReports().policies(TODAY.minusDays(3), 10)).isEmpty();
    }

    private static ReportedMail mail(String source) {
        return ReportedMail.of(CountedMail.FAILED.from(source).facts(), CountedMail.decided("accept")).orElseThrow();
    }
}
