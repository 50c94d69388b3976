// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import java.time.Duration;
import java.util.regex.Pattern;

import org.postern.gateway.config.EnvelopeTestsConfiguration;
import org.postern.gateway.dns.DnsSource;
import org.postern.gateway.network.IpNetwork;
import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyFact;
import org.postern.gateway.policy.PolicyPoint;
import org.postern.gateway.policy.PolicyStage;

/** Looks at the name a client gives itself: whether it can be a name, has a domain, and is known to the DNS. */
public final class HeloNameStage implements PolicyStage {
    private static final PolicyFact<NameLookup> KNOWN = new PolicyFact<>("helo-known", PolicyPoint.HELO, NameLookup.class);
    private static final Pattern NAME = Pattern.compile("(?=.{1,255}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
        + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?");
    private static final Pattern ALL_DIGITS = Pattern.compile("[0-9.]+");

    private final EnvelopeTestsConfiguration tests;
    private final DnsSource dns;
    private final Duration limit;

    /**
     * Tests of names.
     *
     * @param limit most time for asking the DNS
     */
    public HeloNameStage(EnvelopeTestsConfiguration tests, DnsSource dns, Duration limit) {
        this.tests = tests;
        this.dns = dns;
        this.limit = limit;
    }

    @Override
    public PolicyCheck check() {
        return PolicyCheck.HELO_NAME;
    }

    @Override
    public boolean appliesTo(PolicyContext context) {
        return context.stranger() && (tests.heloSyntax() || tests.heloFull() || tests.heloResolvable());
    }

    @Override
    public void prepare(PolicyContext context) {
        if (context.point() != PolicyPoint.CONNECT && tests.heloResolvable()) {
            context.client().helo().filter(name -> !name.startsWith("[")).ifPresent(name -> lookup(context, name));
        }
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        String name = context.client().helo().orElse("").strip();
        if (name.startsWith("[")) {
            return tests.heloSyntax() && !isLiteral(name) ? malformed() : PolicyDecision.pass();
        }
        boolean valid = NAME.matcher(name).matches() && !ALL_DIGITS.matcher(name).matches();
        if (!valid) {
            return tests.heloSyntax() || tests.heloFull() ? malformed() : PolicyDecision.pass();
        }
        if (tests.heloFull() && !name.substring(0, name.length() - 1).contains(".")) {
            return PolicyDecision.refuse(504, "5.5.2", "HELO needs a full host name");
        }
        return tests.heloResolvable() && lookup(context, name).isUnknown()
            ? PolicyDecision.defer(450, "4.7.1", "The name given at HELO is not known to the DNS") : PolicyDecision.pass();
    }

    private NameLookup lookup(PolicyContext context, String name) {
        return context.session().recall(KNOWN, () -> NameLookup.start(dns.within(limit), name));
    }

    private static PolicyDecision malformed() {
        return PolicyDecision.refuse(501, "5.5.2", "HELO needs a host name or an address in brackets");
    }

    private static boolean isLiteral(String text) {
        if (!text.endsWith("]")) {
            return false;
        }
        String inner = text.substring(1, text.length() - 1);
        return IpNetwork.isAddress(inner.regionMatches(true, 0, "IPv6:", 0, 5) ? inner.substring(5) : inner);
    }
}
