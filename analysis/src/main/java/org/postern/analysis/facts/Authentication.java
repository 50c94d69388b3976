// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.ArrayList;
import java.util.List;

/**
 * Who really sent a message, as far as the DNS can tell.
 *
 * @param spf   SPF of the envelope sender, or of HELO when that is empty
 * @param helo  SPF of the name given at HELO
 * @param dkim  each DKIM signature in the order of the header
 * @param dmarc DMARC of the From field
 * @param arc   the chain of ARC seals
 */
public record Authentication(SpfCheck spf, SpfCheck helo, List<DkimCheck> dkim, DmarcCheck dmarc, ArcCheck arc) {
    public Authentication {
        dkim = dkim == null ? List.of() : List.copyOf(dkim);
    }

    /** Nothing was checked. */
    public static Authentication unchecked() {
        return unknown("not checked");
    }

    /** Every check ended without an answer, for this reason. */
    public static Authentication unknown(String reason) {
        return new Authentication(SpfCheck.unknown(reason), SpfCheck.unknown(reason), List.of(), DmarcCheck.unknown(reason),
            ArcCheck.unknown(reason));
    }

    /** Each check that did not finish, once. */
    public List<UnknownCheck> unknown() {
        List<UnknownCheck> unknown = new ArrayList<>();
        if (spf.result().undecided()) {
            unknown.add(new UnknownCheck("auth.spf", spf.reason()));
        }
        dkim.stream().filter(each -> each.result().undecided()).findFirst()
            .ifPresent(each -> unknown.add(new UnknownCheck("auth.dkim", each.reason())));
        if (dmarc.result().undecided()) {
            unknown.add(new UnknownCheck("auth.dmarc", dmarc.reason()));
        }
        if (arc.result().undecided()) {
            unknown.add(new UnknownCheck("auth.arc", arc.reason()));
        }
        return unknown;
    }

    /** Whether any signature passed. */
    public boolean dkimPassed() {
        return dkim.stream().anyMatch(each -> each.result() == AuthenticationResult.PASS);
    }
}
