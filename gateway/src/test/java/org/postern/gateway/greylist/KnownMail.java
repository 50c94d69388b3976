// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.DmarcCheck;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpfCheck;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Verdict;

/** Messages that were proved, or not, and what was decided on them. */
final class KnownMail {
    private static final SpfCheck NO_HELO = SpfCheck.unknown("not asked");

    private KnownMail() {
    }

    static Facts of(String client, String sender, AuthenticationResult spf, AuthenticationResult dmarc) {
        Authentication unchecked = Authentication.unchecked();
        return new Facts(Facts.VERSION, "01HZZZZZZZZZZZZZZZZZZZZZZZ", Instant.EPOCH, Direction.INCOMING,
            new Envelope(sender, List.of("b@here.test")), Client.of(client), 10, List.of(), List.of(), List.of(), List.of(),
            VirusScan.clean(), SpamAnalysis.none(), List.of(), Map.of())
            .with(new Authentication(new SpfCheck(spf, "x.test", "", ""), NO_HELO, List.of(),
                new DmarcCheck(dmarc, "x.test", "x.test", "reject", "none", false, false, ""), unchecked.arc()));
    }

    static Verdict delivered(String recipient) {
        return new Verdict("test", List.of(new Disposition(recipient, new Action.Accept(), List.of(), List.of())), List.of());
    }
}
