// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.reputation;

import java.util.Optional;
import java.util.function.UnaryOperator;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;

/** Whether mail was shown to be of the domain that its author shows. */
final class Proof {
    private Proof() {
    }

    /**
     * By DMARC, or by SPF or a signature of the same organisation.
     *
     * @param organisation tells a domain's organisational domain
     */
    static boolean of(Optional<Authentication> checked, String domain, UnaryOperator<String> organisation) {
        if (checked.isEmpty() || domain.isEmpty()) {
            return false;
        }
        String wanted = organisation.apply(domain);
        Authentication found = checked.get();
        return found.dmarc().result() == AuthenticationResult.PASS
            || found.spf().result() == AuthenticationResult.PASS && organisation.apply(found.spf().domain()).equals(wanted)
            || found.dkim().stream().anyMatch(each -> each.result() == AuthenticationResult.PASS
                && organisation.apply(each.domain()).equals(wanted));
    }
}
