// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsQuestion;
import org.postern.gateway.dns.DnsType;

/** The questions that SPF asks, with their limits. */
final class SpfLookups {
    private static final String VERSION = "v=spf1";

    private final Dns dns;
    private final SpfClient client;
    private final SpfLimits limits = new SpfLimits();
    private Optional<List<String>> clientNames = Optional.empty();

    SpfLookups(Dns dns, SpfClient client) {
        this.dns = dns;
        this.client = client;
    }

    SpfLimits limits() {
        return limits;
    }

    /** The policy's text; empty when the domain has none. */
    Optional<String> policy(String domain) throws SpfSyntaxException, SpfUnavailableException {
        DnsAnswer answer = dns.ask(domain, DnsType.TXT);
        if (answer.failed()) {
            throw new SpfUnavailableException("TXT of " + domain + ": " + answer.failure());
        }
        List<String> policies = answer.values().stream().filter(SpfLookups::isPolicy).toList();
        if (policies.size() > 1) {
            throw new SpfSyntaxException(domain + " has " + policies.size() + " policies");
        }
        return policies.stream().findFirst();
    }

    /** Addresses of a host, of the client's kind. */
    List<String> addresses(String host) throws SpfSyntaxException, SpfUnavailableException {
        return counted(host, addressType());
    }

    /** Whether a name has an IPv4 address. */
    boolean exists(String name) throws SpfSyntaxException, SpfUnavailableException {
        return !counted(name, DnsType.A).isEmpty();
    }

    /** Addresses of the mail exchangers of a domain. */
    List<String> exchangerAddresses(String domain) throws SpfSyntaxException, SpfUnavailableException {
        List<String> hosts = counted(domain, DnsType.MX);
        if (hosts.size() > SpfLimits.NAMES) {
            throw new SpfSyntaxException(domain + " has more than " + SpfLimits.NAMES + " mail exchangers");
        }
        // All at once: one after the other they would take ten times as long.
        List<CompletableFuture<DnsAnswer>> asked = hosts.stream().map(host -> dns.start(new DnsQuestion(host, addressType()))).toList();
        List<String> all = new ArrayList<>();
        for (CompletableFuture<DnsAnswer> each : asked) {
            all.addAll(values(each.join(), "address of a mail exchanger of " + domain));
        }
        return all;
    }

    /** Names of the client that lead back to its address, at most ten of them; none when the DNS does not tell. */
    List<String> clientNames() throws SpfSyntaxException {
        if (clientNames.isEmpty()) {
            DnsAnswer answer = dns.ask(client.reverseName(), DnsType.PTR);
            if (answer.empty()) {
                limits.empty();
            }
            List<String> hosts = answer.values().stream().limit(SpfLimits.NAMES).toList();
            List<CompletableFuture<DnsAnswer>> asked = hosts.stream().map(host -> dns.start(new DnsQuestion(host, addressType()))).toList();
            List<String> valid = new ArrayList<>();
            for (int i = 0; i < hosts.size(); i++) {
                if (asked.get(i).join().values().stream().anyMatch(address -> client.within(address, client.ipv4() ? 32 : 128))) {
                    valid.add(hosts.get(i));
                }
            }
            clientNames = Optional.of(valid);
        }
        return clientNames.get();
    }

    /** The explanation's text; empty when there is not exactly one. */
    Optional<String> explanation(String name) {
        List<String> values = dns.ask(name, DnsType.TXT).values();
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private List<String> counted(String name, DnsType type) throws SpfSyntaxException, SpfUnavailableException {
        DnsAnswer answer = dns.ask(name, type);
        if (answer.empty()) {
            limits.empty();
        }
        return values(answer, type + " of " + name);
    }

    private static List<String> values(DnsAnswer answer, String what) throws SpfUnavailableException {
        if (answer.failed()) {
            throw new SpfUnavailableException(what + ": " + answer.failure());
        }
        return answer.values();
    }

    private DnsType addressType() {
        return client.ipv4() ? DnsType.A : DnsType.AAAA;
    }

    private static boolean isPolicy(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals(VERSION) || lower.startsWith(VERSION + " ");
    }
}
