// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.client;

import org.postern.gateway.network.IpNetwork;

/**
 * Which addresses count as one client. A sender with a whole network at hand must not get a fresh account for each address.
 */
final class ClientNetworks {
    private static final int IPV4 = 24;
    private static final int IPV6 = 64;

    private ClientNetworks() {
    }

    /** The network of an address as text; what is no address stands for itself. */
    static String of(String address) {
        if (!IpNetwork.isAddress(address)) {
            return address;
        }
        return IpNetwork.of(address, IpNetwork.isIpv4(address) ? IPV4 : IPV6).toString();
    }
}
