// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.postern.gateway.config.EnvelopeTestsConfiguration;
import org.postern.gateway.config.EnvelopeTestsConfiguration.ClientName;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsQuestion;
import org.postern.gateway.dns.DnsSource;
import org.postern.gateway.dns.DnsType;
import org.postern.gateway.network.IpNetwork;
import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyFact;
import org.postern.gateway.policy.PolicyPoint;
import org.postern.gateway.policy.PolicyStage;
import org.xbill.DNS.ReverseMap;

/** Defers clients without a name, or whose name does not lead back to their address; a DNS that does not answer tells neither. */
public final class ClientNameStage implements PolicyStage {
    private static final int MOST_NAMES = 10;
    @SuppressWarnings("rawtypes")
    private static final PolicyFact<CompletableFuture> NAME = new PolicyFact<>("client-name", PolicyPoint.CONNECT, CompletableFuture.class);

    private enum Finding {
        CONFIRMED, NAMED, NAMELESS, UNKNOWN
    }

    private final EnvelopeTestsConfiguration tests;
    private final DnsSource dns;
    private final Duration limit;

    /**
     * Tests of reverse names.
     *
     * @param limit most time for asking the DNS
     */
    public ClientNameStage(EnvelopeTestsConfiguration tests, DnsSource dns, Duration limit) {
        this.tests = tests;
        this.dns = dns;
        this.limit = limit;
    }

    @Override
    public PolicyCheck check() {
        return PolicyCheck.CLIENT_NAME;
    }

    @Override
    public boolean appliesTo(PolicyContext context) {
        return context.stranger() && tests.clientName() != ClientName.OFF && IpNetwork.isAddress(context.client().address());
    }

    @Override
    public void prepare(PolicyContext context) {
        finding(context);
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        Finding finding = finding(context).join();
        boolean refused = finding == Finding.NAMELESS || finding == Finding.NAMED && tests.clientName() == ClientName.CONFIRMED;
        return refused ? PolicyDecision.defer(450, "4.7.25", finding == Finding.NAMELESS
            ? "Your address " + context.client().address() + " has no name"
            : "The name of your address " + context.client().address() + " does not lead back to it") : PolicyDecision.pass();
    }

    @SuppressWarnings("unchecked")
    private CompletableFuture<Finding> finding(PolicyContext context) {
        return context.session().recall(NAME, () -> begin(context.client().address()));
    }

    private CompletableFuture<Finding> begin(String address) {
        Dns view = dns.within(limit);
        String reverse;
        try {
            reverse = ReverseMap.fromAddress(address).toString();
        } catch (UnknownHostException e) {
            return CompletableFuture.completedFuture(Finding.UNKNOWN);
        }
        return view.start(new DnsQuestion(reverse, DnsType.PTR)).thenCompose(names -> {
            if (names.failed()) {
                return CompletableFuture.completedFuture(Finding.UNKNOWN);
            }
            return names.empty() ? CompletableFuture.completedFuture(Finding.NAMELESS) : confirmed(view, address, names.values());
        }).exceptionally(failure -> Finding.UNKNOWN);
    }

    private static CompletableFuture<Finding> confirmed(Dns view, String address, List<String> names) {
        DnsType type = IpNetwork.isIpv4(address) ? DnsType.A : DnsType.AAAA;
        IpNetwork own = IpNetwork.parse(address);
        List<CompletableFuture<DnsAnswer>> answers = names.stream().limit(MOST_NAMES)
            .map(name -> view.start(new DnsQuestion(name, type))).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).thenApply(done -> {
            Stream<DnsAnswer> known = answers.stream().map(CompletableFuture::join);
            if (known.flatMap(answer -> answer.values().stream()).anyMatch(own::contains)) {
                return Finding.CONFIRMED;
            }
            return answers.stream().anyMatch(answer -> answer.join().failed()) ? Finding.UNKNOWN : Finding.NAMED;
        });
    }
}
