// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dmarcreport;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.DkimCheck;
import org.postern.analysis.facts.DmarcCheck;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Verdict;

/**
 * What a report tells of a message; messages of which it tells the same are counted together. Neither recipients nor anything of the
 * content is in it.
 *
 * @param source       IP address of the client; empty for those that were too many to be told apart
 * @param disposition  what came of the policy: {@code pass}, or for mail that failed {@code none}, {@code quarantine}, {@code reject}
 * @param override     why less was done than the owner asks for: {@code local_policy}, {@code trusted_forwarder},
 *                     {@code sampled_out}; empty when that is not so
 * @param enforcing    whether the owner asks for more than {@code none}
 * @param dkim         whether an aligned signature passed
 * @param spf          whether SPF passed for an aligned domain
 * @param from         domain in From
 * @param envelopeFrom domain of the envelope sender, empty for the null sender
 * @param signatures   results of DKIM, those that passed first
 * @param spfDomain    domain that SPF was asked for
 * @param spfResult    what it said
 */
public record ReportedMail(String source, String disposition, String override, boolean enforcing, boolean dkim, boolean spf, String from,
                           String envelopeFrom, List<Signed> signatures, String spfDomain, String spfResult) {
    static final String TRUSTED_FORWARDER = "trusted_forwarder";
    static final String SAMPLED_OUT = "sampled_out";
    static final String LOCAL_POLICY = "local_policy";
    private static final List<String> MILDEST_FIRST = List.of("none", "quarantine", "reject");
    private static final int LONGEST = 253;
    private static final int MOST_SIGNATURES = 10;

    /**
     * One signature.
     *
     * @param domain   who signed
     * @param selector name of the key
     * @param result   what came of it
     */
    public record Signed(String domain, String selector, String result) {
    }

    public ReportedMail {
        signatures = List.copyOf(signatures);
    }

    /** Stands for mail that is counted without being told apart. */
    static ReportedMail leftOut() {
        return new ReportedMail("", "none", "", false, false, false, "", "", List.of(), "", "none");
    }

    boolean isLeftOut() {
        return source.isEmpty();
    }

    /** What to tell of a message; empty when DMARC has no result or nobody wants to know. */
    static Optional<ReportedMail> of(Facts facts, Verdict verdict) {
        Authentication found = facts.authentication();
        DmarcCheck dmarc = found.dmarc();
        boolean passed = dmarc.result() == AuthenticationResult.PASS;
        if (!passed && dmarc.result() != AuthenticationResult.FAIL || dmarc.published().reports().isEmpty()) {
            return Optional.empty();
        }
        String done = passed ? "pass" : done(dmarc.policy(), verdict);
        String sender = facts.envelope().sender();
        List<Signed> signatures = found.dkim().stream()
            .sorted(Comparator.comparing((DkimCheck each) -> each.result() != AuthenticationResult.PASS)
                .thenComparing(each -> !each.domain().equals(dmarc.domain())))
            .filter(each -> !each.domain().isEmpty()).limit(MOST_SIGNATURES)
            .map(each -> new Signed(plain(each.domain()), plain(each.selector()), each.result().word())).distinct().toList();
        return Optional.of(new ReportedMail(plain(facts.client().address()), done, passed ? "" : override(done, dmarc, found),
            !dmarc.policy().equals("none"), dmarc.dkimAligned(), dmarc.spfAligned(), plain(dmarc.domain()),
            plain(sender.substring(sender.lastIndexOf('@') + 1)), signatures, plain(found.spf().domain()), found.spf().result().word()));
    }

    /** Not more than the owner asked for: that a message was held back for other reasons is nobody else's business. */
    private static String done(String asked, Verdict verdict) {
        int mildest = verdict.dispositions().stream().mapToInt(ReportedMail::rank).min().orElse(0);
        return MILDEST_FIRST.get(Math.min(mildest, Math.max(0, MILDEST_FIRST.indexOf(asked))));
    }

    private static int rank(Disposition disposition) {
        return disposition.blocks() ? 2 : disposition.quarantines() ? 1 : 0;
    }

    private static String override(String done, DmarcCheck dmarc, Authentication found) {
        if (MILDEST_FIRST.indexOf(done) >= MILDEST_FIRST.indexOf(dmarc.policy())) {
            return "";
        }
        if (found.arc().trusted() && found.arc().result() == AuthenticationResult.PASS) {
            return TRUSTED_FORWARDER;
        }
        return MILDEST_FIRST.indexOf(dmarc.disposition()) <= MILDEST_FIRST.indexOf(done) ? SAMPLED_OUT : LOCAL_POLICY;
    }

    /** Of what strangers wrote, only what a report can hold. */
    private static String plain(String text) {
        return (text.length() > LONGEST ? text.substring(0, LONGEST) : text).replaceAll("[^!-~]", "?");
    }
}
