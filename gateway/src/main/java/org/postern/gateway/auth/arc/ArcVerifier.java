// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.arc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.postern.analysis.facts.ArcCheck;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.gateway.auth.dkim.DkimPolicy;
import org.postern.gateway.auth.dkim.DkimSyntaxException;
import org.postern.gateway.auth.dkim.RawField;
import org.postern.gateway.auth.dkim.RawMessage;
import org.postern.gateway.auth.dkim.SealCheck;
import org.postern.gateway.auth.dkim.TagList;
import org.postern.gateway.dns.Dns;

/** Validates a chain of ARC seals (RFC 8617 section 5.2), by which forwarders tell what they saw before they changed a message. */
public final class ArcVerifier {
    private final SealCheck check;
    private final Set<String> trusted;

    /**
     * @param trusted domains in lower case whose seals are believed
     */
    public ArcVerifier(DkimPolicy policy, Set<String> trusted) {
        this.check = new SealCheck(policy);
        this.trusted = Set.copyOf(trusted);
    }

    /**
     * Validates the chain.
     *
     * @throws IOException when the message cannot be read
     */
    public ArcCheck verify(RawMessage message, Dns dns) throws IOException {
        try {
            List<ArcSet> sets = ArcSet.of(message);
            return sets.isEmpty() ? new ArcCheck(AuthenticationResult.NONE, "", false, "no seal") : verify(sets, message, dns);
        } catch (DkimSyntaxException e) {
            return new ArcCheck(AuthenticationResult.FAIL, "", false, e.getMessage());
        }
    }

    private ArcCheck verify(List<ArcSet> sets, RawMessage message, Dns dns) throws DkimSyntaxException, IOException {
        ArcSet newest = sets.get(sets.size() - 1);
        SealCheck.Started signature = check.startMessage(newest.signature(), TagList.parse(newest.signature().value()), dns);
        List<SealCheck.Started> seals = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            TagList tags = TagList.parse(sets.get(i).seal().value());
            String status = tags.dense("cv").orElse("").toLowerCase(Locale.ROOT);
            if (!status.equals(i == 0 ? "none" : "pass") || tags.get("h").isPresent()) {
                throw new DkimSyntaxException("seal " + (i + 1) + " tells that the chain was '" + status + "'");
            }
            seals.add(check.startSeal(sets.get(i).seal(), tags, dns));
        }
        String sealers = seals.stream().map(seal -> seal.signature().domain()).collect(Collectors.joining(","));
        SealCheck.Outcome outcome = check.message(signature, message);
        String place = "message signature " + sets.size();
        for (int i = sets.size() - 1; i >= 0 && outcome.result() == AuthenticationResult.PASS; i--) {
            outcome = check.seal(seals.get(i), before(sets, i));
            place = "seal " + (i + 1);
        }
        boolean passed = outcome.result() == AuthenticationResult.PASS;
        AuthenticationResult result = passed || outcome.result() == AuthenticationResult.TEMPERROR ? outcome.result()
            : AuthenticationResult.FAIL;
        return new ArcCheck(result, sealers, passed && trusted.contains(seals.get(seals.size() - 1).signature().domain()),
            passed ? "" : place + ": " + outcome.reason());
    }

    private static List<RawField> before(List<ArcSet> sets, int seal) {
        List<RawField> fields = new ArrayList<>();
        for (int i = 0; i <= seal; i++) {
            fields.add(sets.get(i).results());
            fields.add(sets.get(i).signature());
            if (i < seal) {
                fields.add(sets.get(i).seal());
            }
        }
        return fields;
    }
}
