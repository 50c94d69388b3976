// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.spf;

import java.time.Clock;

import org.postern.analysis.facts.AuthenticationResult;
import org.postern.gateway.dns.Dns;

/**
 * Tells whether a domain lets a client send in its name (RFC 7208). An evaluator of its own, since the one that James carries misses
 * limits and takes a silent DNS for an answer.
 */
public final class Spf {
    private static final String LOCAL_PART = "postmaster";

    private final String receiver;
    private final Clock clock;

    /**
     * @param receiver name of this host, for explanations
     */
    public Spf(String receiver, Clock clock) {
        this.receiver = receiver;
        this.clock = clock;
    }

    /**
     * Checks the identity of MAIL FROM; that of HELO stands in for the null sender.
     *
     * @param address IP address of the client in textual form
     * @param helo    name given at HELO, may be empty
     * @param sender  envelope sender, empty for the null sender
     */
    public SpfResult mailFrom(Dns dns, String address, String helo, String sender) {
        if (sender.isEmpty()) {
            return helo(dns, address, helo);
        }
        int at = sender.lastIndexOf('@');
        String local = at > 0 ? sender.substring(0, at) : LOCAL_PART;
        return check(dns, address, helo, local, sender.substring(at + 1));
    }

    /** Checks the identity of HELO. */
    public SpfResult helo(Dns dns, String address, String helo) {
        return check(dns, address, helo, LOCAL_PART, helo);
    }

    private SpfResult check(Dns dns, String address, String helo, String local, String domain) {
        try {
            SpfClient client = SpfClient.of(address);
            return new SpfCheckRun(new SpfLookups(dns, client), client, local + "@" + domain, helo, receiver, clock.instant())
                .check(domain, true);
        } catch (SpfSyntaxException e) {
            return SpfResult.failed(AuthenticationResult.PERMERROR, domain, e.getMessage());
        } catch (SpfUnavailableException e) {
            return SpfResult.failed(AuthenticationResult.TEMPERROR, domain, e.getMessage());
        } catch (IllegalArgumentException e) {
            return SpfResult.failed(AuthenticationResult.NONE, domain, "no client address: " + address);
        }
    }
}
