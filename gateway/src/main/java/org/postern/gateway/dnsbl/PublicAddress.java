// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnsbl;

import java.util.List;
import java.util.stream.Stream;

import org.postern.gateway.network.IpNetwork;

/** Tells addresses that mean something to others; about the rest nobody is ever asked. */
public final class PublicAddress {
    private static final List<IpNetwork> PRIVATE = Stream.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3", "::/127", "fc00::/7", "fe80::/10", "ff00::/8").map(IpNetwork::parse).toList();

    private PublicAddress() {
    }

    /** Whether the address may be known to others. One with a zone, after a percent sign, is known on this machine alone. */
    public static boolean isPublic(String address) {
        return IpNetwork.isAddress(address) && address.indexOf('%') < 0
            && PRIVATE.stream().noneMatch(network -> network.contains(address));
    }
}
