// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import java.util.Optional;

import org.postern.gateway.config.GreylistConfiguration;
import org.postern.gateway.network.IpNetwork;

/** The network of a client, as wide as the settings have it: servers of one sender often share it, and take turns. */
final class ClientNetwork {

    private ClientNetwork() {
    }

    /** The network; empty for what is no IP address, such as a local submission. */
    static Optional<String> of(String address, GreylistConfiguration configuration) {
        if (!IpNetwork.isAddress(address)) {
            return Optional.empty();
        }
        int mask = IpNetwork.isIpv4(address) ? configuration.maskIpv4() : configuration.maskIpv6();
        return Optional.of(IpNetwork.of(address, mask).toString());
    }
}
