// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnsbl;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

import org.postern.gateway.network.IpNetwork;

import com.google.common.net.InetAddresses;

/** Writes client addresses as lists in the DNS are asked for them. Addresses that mean nothing to others are never asked about. */
public final class PublicAddress {
    private static final List<IpNetwork> PRIVATE = List.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3", "::/127", "fc00::/7", "fe80::/10", "ff00::/8").stream()
        .map(IpNetwork::parse).toList();

    private PublicAddress() {
    }

    /** Whether the address may be known to others. */
    public static boolean isPublic(String address) {
        return reversed(address).isPresent();
    }

    /** The address turned round, without a zone; empty for private and reserved ones and for what is no address. */
    static Optional<String> reversed(String address) {
        if (!IpNetwork.isAddress(address) || PRIVATE.stream().anyMatch(network -> network.contains(address))) {
            return Optional.empty();
        }
        int scope = address.indexOf('%');
        InetAddress parsed = InetAddresses.forString(scope < 0 ? address : address.substring(0, scope));
        byte[] bytes = parsed.getAddress();
        StringBuilder name = new StringBuilder();
        for (int i = bytes.length - 1; i >= 0; i--) {
            int value = bytes[i] & 0xff;
            if (bytes.length == 4) {
                name.append(value);
            } else {
                name.append(Character.forDigit(value & 15, 16)).append('.').append(Character.forDigit(value >> 4, 16));
            }
            name.append(i == 0 ? "" : ".");
        }
        return Optional.of(name.toString());
    }
}
