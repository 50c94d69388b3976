// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dmarc;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.DkimCheck;
import org.postern.analysis.facts.DmarcCheck;
import org.postern.analysis.facts.PublishedPolicy;
import org.postern.analysis.facts.SpfCheck;
import org.postern.gateway.dns.Dns;

/**
 * Tells whether what SPF and DKIM found is for the domain that people see in From, and what that domain's owner asks for if not
 * (RFC 7489; by choice with the tree walk of RFC 9989). Nothing is done about it here: that is for the rules.
 */
public final class Dmarc {
    /** How organisational domains are found. */
    public enum Discovery {
        PUBLIC_SUFFIX,
        TREE_WALK
    }

    private static final int HUNDRED = 100;
    private static final List<AuthenticationResult> BEST_FIRST = List.of(AuthenticationResult.NONE, AuthenticationResult.PASS,
        AuthenticationResult.TEMPERROR, AuthenticationResult.PERMERROR, AuthenticationResult.FAIL);
    private static final List<String> MILDEST_FIRST = List.of("", "none", "quarantine", "reject");

    private final Discovery discovery;

    public Dmarc(Discovery discovery) {
        this.discovery = discovery;
    }

    /**
     * Checks a message. Of several domains in From the one that fares worst counts.
     *
     * @param from domains of the addresses in From
     * @param spf  SPF of the envelope sender
     * @param dkim every signature
     * @param lot  a number of this message, for owners who want a share of their mail treated
     */
    public DmarcCheck check(List<String> from, SpfCheck spf, List<DkimCheck> dkim, Dns dns, int lot) {
        if (from.isEmpty()) {
            return new DmarcCheck(AuthenticationResult.PERMERROR, "", "", "", "", false, false, "no domain in From");
        }
        PolicyLookup policies = new PolicyLookup(dns);
        Organisations organisations = discovery == Discovery.TREE_WALK ? new TreeWalk(policies) : new PublicSuffixes();
        return from.stream().map(domain -> one(domain, spf, dkim, policies, organisations, lot))
            .max(Comparator.comparingInt((DmarcCheck check) -> BEST_FIRST.indexOf(check.result()))
                .thenComparingInt(check -> MILDEST_FIRST.indexOf(check.policy()))).orElseThrow();
    }

    private DmarcCheck one(String domain, SpfCheck spf, List<DkimCheck> dkim, PolicyLookup policies, Organisations organisations, int lot) {
        try {
            Optional<DmarcRecord> own = policies.at(domain);
            String organisation = organisations.of(domain);
            Optional<DmarcRecord> record = own.isPresent() || organisation.equals(domain) ? own : policies.at(organisation);
            if (record.isEmpty()) {
                return new DmarcCheck(AuthenticationResult.NONE, domain, organisation, "", "", false, false, "no policy");
            }
            String policy = own.isPresent() ? record.get().policy()
                : policies.missing(domain) ? record.get().missing() : record.get().subdomains();
            PublishedPolicy published = record.get().published(own.isPresent() ? domain : organisation,
                discovery == Discovery.TREE_WALK ? "treewalk" : "psl");
            return judged(domain, organisation, record.get(), published, policy, spf, dkim, organisations, lot);
        } catch (Organisations.DmarcUnavailableException e) {
            return new DmarcCheck(AuthenticationResult.TEMPERROR, domain, "", "", "", false, false, e.getMessage());
        }
    }

    private static DmarcCheck judged(String domain, String organisation, DmarcRecord record, PublishedPolicy published, String policy,
                                     SpfCheck spf, List<DkimCheck> dkim, Organisations organisations, int lot)
            throws Organisations.DmarcUnavailableException {
        boolean bySpf = spf.result() == AuthenticationResult.PASS
            && aligned(spf.domain(), domain, organisation, record.strictSpf(), organisations);
        boolean byDkim = false;
        boolean open = spf.result().undecided()
            && (spf.domain().isEmpty() || aligned(spf.domain(), domain, organisation, record.strictSpf(), organisations));
        for (DkimCheck each : dkim) {
            boolean matters = each.result() == AuthenticationResult.PASS || each.result().undecided();
            if (matters && aligned(each.domain(), domain, organisation, record.strictDkim(), organisations)) {
                byDkim |= each.result() == AuthenticationResult.PASS;
                open |= each.result().undecided();
            }
        }
        boolean passes = bySpf || byDkim;
        AuthenticationResult result = passes ? AuthenticationResult.PASS
            : open ? AuthenticationResult.TEMPERROR : AuthenticationResult.FAIL;
        String reason = passes ? "aligned by " + (bySpf ? byDkim ? "SPF and DKIM" : "SPF" : "DKIM")
            : open ? "an aligned check could not be finished" : "neither SPF nor DKIM passed for this domain";
        return new DmarcCheck(result, domain, organisation, policy, disposition(policy, record, lot), bySpf, byDkim, reason,
            published);
    }

    private static boolean aligned(String other, String domain, String organisation, boolean strict, Organisations organisations)
            throws Organisations.DmarcUnavailableException {
        return other.equals(domain) || !strict && !other.isEmpty() && organisations.of(other).equals(organisation);
    }

    private static String disposition(String policy, DmarcRecord record, int lot) {
        boolean spared = record.testing() || Math.floorMod(lot, HUNDRED) >= record.percent();
        if (!spared) {
            return policy;
        }
        return policy.equals("reject") ? "quarantine" : "none";
    }
}
