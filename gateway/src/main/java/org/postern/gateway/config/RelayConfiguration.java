// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.util.List;

import org.postern.gateway.network.DomainPattern;
import org.postern.gateway.network.IpNetwork;

/**
 * For whom this gateway takes mail.
 *
 * @param domains         domains behind the gateway: exact, or with a leading dot for all subdomains
 * @param trustedNetworks clients that may send anywhere through the trusted port
 */
public record RelayConfiguration(List<DomainPattern> domains, List<IpNetwork> trustedNetworks) {
    private static final List<IpNetwork> LOOPBACK = List.of(IpNetwork.parse("127.0.0.0/8"), IpNetwork.parse("::1"));

    public RelayConfiguration {
        domains = List.copyOf(domains);
        trustedNetworks = List.copyOf(trustedNetworks);
    }

    static RelayConfiguration from(Settings settings) {
        List<DomainPattern> domains = settings.list("relay.domains", DomainPattern::parse,
            "domains separated by commas, each exact (example.org) or with a leading dot for its subdomains (.example.org)");
        List<IpNetwork> networks = settings.list("relay.trusted-networks", IpNetwork::parse,
            "IP addresses and networks separated by commas, such as 192.0.2.0/24 or 2001:db8::/32");
        return new RelayConfiguration(domains, networks.isEmpty() ? LOOPBACK : networks);
    }
}
