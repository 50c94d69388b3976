// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.DkimCheck;
import org.postern.analysis.facts.DmarcCheck;
import org.postern.analysis.facts.SpfCheck;
import org.postern.gateway.auth.MapDns;
import org.postern.gateway.auth.dkim.RawField;
import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsType;

class DmarcTest {
    private final Dmarc byList = new Dmarc(Dmarc.Discovery.PUBLIC_SUFFIX);
    private final Dmarc byWalk = new Dmarc(Dmarc.Discovery.TREE_WALK);
    private final MapDns dns = new MapDns();

    @ParameterizedTest
    @CsvSource({
        // policy; domain of From; SPF result and domain; DKIM result and domain; result; policy that holds
        "v=DMARC1; p=reject, example.com, PASS, example.com, NONE, '', PASS, reject",
        "v=DMARC1; p=reject, example.com, PASS, mail.example.com, NONE, '', PASS, reject",
        "v=DMARC1; p=reject; aspf=s, example.com, PASS, mail.example.com, NONE, '', FAIL, reject",
        "v=DMARC1; p=reject, example.com, FAIL, example.com, PASS, news.example.com, PASS, reject",
        "v=DMARC1; p=reject; adkim=s, example.com, FAIL, example.com, PASS, news.example.com, FAIL, reject",
        "v=DMARC1; p=reject, example.com, PASS, example.net, PASS, example.org, FAIL, reject",
        "v=DMARC1; p=none, example.com, SOFTFAIL, example.com, FAIL, example.com, FAIL, none",
        "v=DMARC1;p=quarantine, example.com, NONE, example.com, POLICY, example.com, FAIL, quarantine",
        "v=DMARC1; p=reject, example.com, TEMPERROR, example.com, NONE, '', TEMPERROR, reject",
        "v=DMARC1; p=reject, example.com, UNKNOWN, '', NONE, '', TEMPERROR, reject",
        "v=DMARC1; p=reject, example.com, TEMPERROR, example.net, NONE, '', FAIL, reject",
        "v=DMARC1; p=reject, example.com, FAIL, example.com, TEMPERROR, example.com, TEMPERROR, reject",
        "v=DMARC1; p=reject, example.com, FAIL, example.com, TEMPERROR, example.net, FAIL, reject",
        "v=DMARC1; p=reject, example.com, PASS, notexample.com, NONE, '', FAIL, reject",
        "v=DMARC1; p=bad; rua=mailto:a@example.com, example.com, FAIL, example.com, NONE, '', FAIL, none",
        "v=DMARC1; p=bad, example.com, FAIL, example.com, NONE, '', NONE, ''",
        "v=DMARC2; p=reject, example.com, FAIL, example.com, NONE, '', NONE, ''",
        "p=reject; v=DMARC1, example.com, FAIL, example.com, NONE, '', NONE, ''"
    })
    void resultShouldFollowAlignment(String policy, String from, AuthenticationResult spf, String spfDomain, AuthenticationResult dkim,
                                     String dkimDomain, AuthenticationResult result, String published) {
        dns.with("_dmarc.example.com", DnsType.TXT, policy);
        for (Dmarc dmarc : List.of(byList, byWalk)) {
            DmarcCheck check = dmarc.check(List.of(from), new SpfCheck(spf, spfDomain, "", ""), dkimDomain.isEmpty() ? List.of()
                : List.of(new DkimCheck(dkim, dkimDomain, "s", "@" + dkimDomain, "rsa-sha256", "")), dns, 0);

            assertThat(check.result()).as("%s", check).isEqualTo(result);
            assertThat(check.policy()).isEqualTo(published);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "there.example.com, quarantine",
        "missing.example.com, reject",
        "own.example.com, none",
        "example.com, none"
    })
    void subdomainsShouldHaveTheirOwnPolicy(String from, String policy) {
        dns.with("_dmarc.example.com", DnsType.TXT, "v=DMARC1; p=none; sp=quarantine; np=reject")
            .with("_dmarc.own.example.com", DnsType.TXT, "v=DMARC1; p=none").with("there.example.com", DnsType.A, "192.0.2.1");

        assertThat(failing(byList, from, 0).policy()).isEqualTo(policy);
        assertThat(failing(byWalk, from, 0).policy()).isEqualTo(policy);
    }

    @Test
    void shareOfMailShouldBeSparedInSteps() {
        dns.with("_dmarc.example.com", DnsType.TXT, "v=DMARC1; p=reject; pct=30");

        assertThat(failing(byList, "example.com", 29).disposition()).isEqualTo("reject");
        assertThat(failing(byList, "example.com", 30).disposition()).isEqualTo("quarantine");
        assertThat(failing(byList, "example.com", -1).disposition()).isEqualTo("quarantine");
    }

    @Test
    void testingOwnersShouldGetTheMilderPolicy() {
        dns.with("_dmarc.example.com", DnsType.TXT, "v=DMARC1; p=quarantine; t=y");

        assertThat(failing(byWalk, "example.com", 0).disposition()).isEqualTo("none");
    }

    @Test
    void silentDnsShouldNeverBeNoPolicy() {
        dns.with("_dmarc.example.com", DnsType.TXT, new DnsAnswer.TimedOut("late"));

        assertThat(failing(byList, "example.com", 0).result()).isEqualTo(AuthenticationResult.TEMPERROR);
        assertThat(failing(byWalk, "mail.example.com", 0).result()).isEqualTo(AuthenticationResult.TEMPERROR);
    }

    @Test
    void publicSuffixShouldNotJoinStrangers() {
        dns.with("_dmarc.co.uk", DnsType.TXT, "v=DMARC1; p=none; psd=y").with("_dmarc.one.co.uk", DnsType.TXT, "v=DMARC1; p=reject");
        for (Dmarc dmarc : List.of(byList, byWalk)) {
            DmarcCheck check = dmarc.check(List.of("one.co.uk"), new SpfCheck(AuthenticationResult.PASS, "two.co.uk", "", ""), List.of(),
                dns, 0);

            assertThat(check.result()).isEqualTo(AuthenticationResult.FAIL);
            assertThat(check.organisation()).isEqualTo("one.co.uk");
        }
    }

    @Test
    void treeWalkShouldLookAtEightNamesAtMost() {
        assertThat(TreeWalk.names("a.b.c.d.e.f.g.h.i.j.example.com")).containsExactly("a.b.c.d.e.f.g.h.i.j.example.com",
            "f.g.h.i.j.example.com", "g.h.i.j.example.com", "h.i.j.example.com", "i.j.example.com", "j.example.com", "example.com",
            "com");
    }

    @Test
    void worstOfSeveralFromDomainsShouldCount() {
        dns.with("_dmarc.example.com", DnsType.TXT, "v=DMARC1; p=reject").with("_dmarc.example.net", DnsType.TXT, "v=DMARC1; p=none");
        DmarcCheck check = byList.check(List.of("example.net", "example.com"),
            new SpfCheck(AuthenticationResult.PASS, "example.net", "", ""), List.of(), dns, 0);

        assertThat(check.domain()).isEqualTo("example.com");
        assertThat(check.result()).isEqualTo(AuthenticationResult.FAIL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "alice@Example.com|example.com",
        "\"ceo@bank.example\" <eve@example.net>|example.net",
        "ceo@bank.example <eve@example.net>|bank.example,example.net",
        "(a@comment.example) eve@example.net|example.net",
        "\"a\\\"b@c\" <x@example.org>|example.org",
        "Team: a@one.example, \"B, C\" <b@two.example>;|one.example,two.example",
        "\"odd@local\"@example.com|example.com",
        "<eve@example.net.>|example.net",
        "undisclosed-recipients:;|''",
        "no address|''"
    })
    void domainsOfFromShouldBeThoseThatPeopleMaySee(String value, String domains) {
        assertThat(String.join(",", FromDomains.of(List.of(new RawField("From", "From: " + value))))).isEqualTo(domains);
    }

    private DmarcCheck failing(Dmarc dmarc, String from, int lot) {
        return dmarc.check(List.of(from), new SpfCheck(AuthenticationResult.FAIL, from, "", ""), List.of(), dns, lot);
    }
}
