// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** A list of networks, of which the narrowest that holds an address decides; {@code !} takes a network out again. */
public final class NetworkSet {
    private final List<Network> networks;
    private final boolean configured;

    private record Network(byte[] address, int bits, boolean excluded) {
        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private NetworkSet(List<Network> networks, boolean configured) {
        this.networks = networks;
        this.configured = configured;
    }

    /**
     * Networks as rule files write them: {@code 192.168/16}, {@code 10.}, {@code 2001:db8::/32}, {@code !10.1.2.3}. What is none is left
     * out. This host is always in it.
     */
    public static NetworkSet of(List<String> words) {
        List<Network> networks = new ArrayList<>();
        words.forEach(word -> add(word, networks));
        boolean configured = !networks.isEmpty();
        add("127.0.0.0/8", networks);
        add("::1/128", networks);
        return new NetworkSet(networks, configured);
    }

    /** Whether anything was configured. */
    public boolean isConfigured() {
        return configured;
    }

    /** Whether an address is in it; text that is no address is not. */
    public boolean contains(String address) {
        if (!IpText.isAddress(address)) {
            return false;
        }
        byte[] bytes = bytes(address);
        Network best = null;
        for (Network network : networks) {
            if (network.holds(bytes) && (best == null || network.bits() > best.bits())) {
                best = network;
            }
        }
        return best != null && !best.excluded();
    }

    private static void add(String word, List<Network> networks) {
        boolean excluded = word.startsWith("!");
        String text = excluded ? word.substring(1) : word;
        int slash = text.indexOf('/');
        String address = (slash < 0 ? text : text.substring(0, slash)).replace("[", "").replace("]", "");
        int given = address.indexOf(':') >= 0 ? 128 : 32;
        if (address.indexOf(':') < 0) {
            boolean open = address.endsWith(".");
            String[] bytes = address.split("\\.");
            given = open || slash >= 0 ? bytes.length * 8 : given;
            address = String.join(".", bytes) + ".0".repeat(Math.max(0, 4 - bytes.length));
        }
        if (!IpText.isAddress(address)) {
            return;
        }
        int most = address.indexOf(':') >= 0 ? 128 : 32;
        try {
            int bits = slash < 0 ? Math.min(given, most) : Integer.parseInt(text.substring(slash + 1));
            networks.add(new Network(bytes(address), Math.max(0, Math.min(most, bits)), excluded));
        } catch (NumberFormatException e) {
            // A mask that is no number: the rule file's reader has nothing to make of this word either.
            return;
        }
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(Octets.lower(address).startsWith("ipv6:") ? address.substring(5) : address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + address, e);
        }
    }
}
