// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.spf;

import java.util.Optional;

import org.postern.analysis.facts.AuthenticationResult;

/**
 * One mechanism of a policy.
 *
 * @param source    as published
 * @param qualifier what a match means
 * @param kind      how it matches
 * @param domain    its domain, empty where it means the domain of the policy
 * @param network   address of {@code ip4} and {@code ip6}, empty otherwise
 * @param prefix4   leading bits of an IPv4 address that must agree
 * @param prefix6   leading bits of an IPv6 address that must agree
 */
record SpfTerm(String source, AuthenticationResult qualifier, Kind kind, Optional<MacroString> domain, String network, int prefix4,
               int prefix6) {

    enum Kind {
        ALL,
        INCLUDE,
        A,
        MX,
        PTR,
        IP4,
        IP6,
        EXISTS
    }

    /** Whether it asks the DNS and so counts against the limit. */
    boolean asks() {
        return kind != Kind.ALL && kind != Kind.IP4 && kind != Kind.IP6;
    }
}
