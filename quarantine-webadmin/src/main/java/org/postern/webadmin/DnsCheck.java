// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.time.Duration;
import java.util.Optional;

import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsSource;
import org.postern.gateway.dns.DnsType;

/**
 * Asks the DNS one question. Any answer will do, also that there is no such name; only silence and failing servers are a problem.
 */
public final class DnsCheck implements ComponentCheck {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final String NAME = "org";

    private final DnsSource dns;

    public DnsCheck(DnsSource dns) {
        this.dns = dns;
    }

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public Optional<String> problem() {
        DnsAnswer answer = dns.within(LIMIT).ask(NAME, DnsType.NS);
        if (answer instanceof DnsAnswer.TimedOut late) {
            return Optional.of("no answer: " + late.reason());
        }
        return answer instanceof DnsAnswer.ServerFailure failure ? Optional.of("the servers fail: " + failure.reason()) : Optional.empty();
    }
}
