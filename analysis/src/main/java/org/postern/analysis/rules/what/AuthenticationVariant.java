// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.what;

import java.util.ArrayList;
import java.util.List;

import org.postern.analysis.facts.ArcCheck;
import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.DkimCheck;
import org.postern.analysis.facts.DmarcCheck;
import org.postern.analysis.facts.SpfCheck;

/** What SPF, DKIM and DMARC would say of a message that is only imagined: a witness, an example, the same message with one change. */
public final class AuthenticationVariant {
    private AuthenticationVariant() {
    }

    /** All was checked, and there was nothing to find. */
    public static Authentication checked() {
        return new Authentication(new SpfCheck(AuthenticationResult.NONE, "", "", ""), new SpfCheck(AuthenticationResult.NONE, "", "", ""),
            List.of(), new DmarcCheck(AuthenticationResult.NONE, "", "", "", "", false, false, ""), ArcCheck.unknown(""));
    }

    /** One more signature with DKIM, or none at all; another result of SPF or DMARC. */
    public static Authentication with(Authentication found, AuthenticationCheck check) {
        AuthenticationResult result = check.result();
        SpfCheck spf = found.spf();
        DmarcCheck dmarc = found.dmarc();
        List<DkimCheck> dkim = new ArrayList<>(found.dkim());
        if (check.method() == AuthenticationCheck.Method.SPF) {
            spf = new SpfCheck(result, spf.domain(), spf.explanation(), spf.reason());
        } else if (check.method() == AuthenticationCheck.Method.DMARC) {
            dmarc = new DmarcCheck(result, dmarc.domain(), dmarc.organisation(), dmarc.policy(), dmarc.disposition(), dmarc.spfAligned(),
                dmarc.dkimAligned(), dmarc.reason(), dmarc.published());
        } else if (result == AuthenticationResult.NONE) {
            dkim.clear();
        } else {
            dkim.add(new DkimCheck(result, "", "", "", "", ""));
        }
        return new Authentication(spf, found.helo(), dkim, dmarc, found.arc());
    }
}
