// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dmarcreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.analysis.facts.AuthenticationResult;

class ReportedMailTest {

    @ParameterizedTest
    @CsvSource({
        "reject, reject, false, block, reject, ''",
        "reject, reject, false, quarantine, quarantine, local_policy",
        "reject, reject, false, accept, none, local_policy",
        "reject, reject, true, accept, none, trusted_forwarder",
        "reject, quarantine, false, quarantine, quarantine, sampled_out",
        "reject, quarantine, false, accept, none, local_policy",
        "quarantine, none, false, accept, none, sampled_out",
        "quarantine, quarantine, false, block, quarantine, ''",
        "none, none, false, block, none, ''",
        "none, none, false, accept, none, ''",
        "reject, reject, false, block+accept, none, local_policy"})
    void whatCameOfThePolicyShouldBeToldAndNotMore(String policy, String disposition, boolean trusted, String outcomes, String done,
                                                   String override) {
        CountedMail mail = new CountedMail("192.0.2.7", "a@b.example", AuthenticationResult.FAIL, disposition, trusted,
            CountedMail.policy("shop.example", policy, 50, "mailto:x@shop.example"));

        ReportedMail told = ReportedMail.of(mail.facts(), CountedMail.decided(outcomes.split("\\+"))).orElseThrow();

        assertThat(told.disposition()).isEqualTo(done);
        assertThat(told.override()).isEqualTo(override);
    }

    @Test
    void mailThatPassedShouldBeToldAsThatWhateverElseBefellIt() {
        ReportedMail told = ReportedMail.of(CountedMail.FAILED.passed().facts(), CountedMail.decided("block")).orElseThrow();

        assertThat(told).extracting(ReportedMail::disposition, ReportedMail::override, ReportedMail::dkim, ReportedMail::spf)
            .containsExactly("pass", "", true, false);
        assertThat(told.signatures()).extracting(ReportedMail.Signed::domain).as("those that passed first")
            .isEqualTo(List.of("shop.example", "list.example"));
    }

    @ParameterizedTest
    @EnumSource(value = AuthenticationResult.class, names = {"PASS", "FAIL"}, mode = EnumSource.Mode.EXCLUDE)
    void mailOfWhichDmarcSaysNothingShouldNotBeTold(AuthenticationResult result) {
        CountedMail mail = new CountedMail("192.0.2.7", "", result, "none", false, CountedMail.FAILED.policy());

        assertThat(ReportedMail.of(mail.facts(), CountedMail.decided("accept"))).isEmpty();
    }

    @Test
    void mailOfDomainsThatWantNoReportsShouldNotBeTold() {
        CountedMail mail = CountedMail.FAILED.with(CountedMail.policy("shop.example", "reject", 100));

        assertThat(ReportedMail.of(mail.facts(), CountedMail.decided("accept"))).isEmpty();
    }
}
