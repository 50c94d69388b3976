// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dmarcreport;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.postern.analysis.facts.ArcCheck;
import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.DkimCheck;
import org.postern.analysis.facts.DmarcCheck;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.PublishedPolicy;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpfCheck;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.rules.Verdict;

/** Messages of which domain owners may want to hear, and what was decided on them. */
record CountedMail(String client, String sender, AuthenticationResult result, String disposition, boolean trusted,
                   PublishedPolicy policy) {
    static final CountedMail FAILED = new CountedMail("192.0.2.7", "bounce@shop.example", AuthenticationResult.FAIL, "reject", false,
        policy("shop.example", "reject", 100, "mailto:dmarc@shop.example"));

    static PublishedPolicy policy(String domain, String policy, int percent, String... reports) {
        return new PublishedPolicy(domain, policy, policy, policy, "r", "s", percent, false, "0", "psl", List.of(reports));
    }

    CountedMail from(String address) {
        return new CountedMail(address, sender, result, disposition, trusted, policy);
    }

    CountedMail by(String other) {
        return new CountedMail(client, other, result, disposition, trusted, policy);
    }

    CountedMail with(PublishedPolicy other) {
        return new CountedMail(client, sender, result, disposition, trusted, other);
    }

    CountedMail passed() {
        return new CountedMail(client, sender, AuthenticationResult.PASS, disposition, trusted, policy);
    }

    Facts facts() {
        boolean passed = result == AuthenticationResult.PASS;
        String domain = policy.domain();
        return new Facts(Facts.VERSION, "01HZZZZZZZZZZZZZZZZZZZZZZZ", Instant.EPOCH, Direction.INCOMING,
            new Envelope(sender, List.of("b@here.test")), Client.of(client), 10, List.of(), List.of(), List.of(), List.of(),
            VirusScan.clean(), SpamAnalysis.none(), List.of(), Map.of())
            .with(new Authentication(new SpfCheck(AuthenticationResult.SOFTFAIL, "mail.other.example", "", ""), SpfCheck.unknown(""),
                List.of(new DkimCheck(AuthenticationResult.FAIL, "list.example", "l1", "", "rsa-sha256", "body"),
                    new DkimCheck(passed ? AuthenticationResult.PASS : AuthenticationResult.FAIL, domain, "s<1>", "", "rsa-sha256", "")),
                new DmarcCheck(result, domain, domain, policy.policy(), disposition, false, passed, "", policy),
                new ArcCheck(trusted ? AuthenticationResult.PASS : AuthenticationResult.NONE, "", trusted, "")));
    }

    /** {@code accept}, {@code quarantine} or {@code block} for each recipient. */
    static Verdict decided(String... outcomes) {
        return new Verdict("test", List.of(outcomes).stream().map(outcome -> new Disposition(outcome + "@here.test", switch (outcome) {
            case "accept" -> new Action.Accept();
            case "quarantine" -> new Action.Quarantine(QuarantineKind.SPAM);
            default -> new Action.Block();
        }, List.of(), List.of())).toList(), List.of());
    }
}
