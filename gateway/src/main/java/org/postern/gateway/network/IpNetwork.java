// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.network;

import java.net.InetAddress;
import java.net.UnknownHostException;

import com.google.common.net.InetAddresses;

/**
 * An IPv4 or IPv6 network. Addresses are read as text only, so that no check on a client ever asks the DNS.
 *
 * @param first  first address of the network, in canonical text
 * @param prefix leading bits that make the network
 */
public record IpNetwork(String first, int prefix) {
    private static final int BITS = 8;

    /**
     * The network in which an address lies.
     *
     * @throws IllegalArgumentException for a text that is no IP address, or a prefix outside the address's length
     */
    public static IpNetwork of(String address, int prefix) {
        byte[] bytes = bytes(address);
        if (prefix < 0 || prefix > bytes.length * BITS) {
            throw new IllegalArgumentException("no prefix length of " + address + ": " + prefix);
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] &= mask(prefix, i);
        }
        try {
            return new IpNetwork(InetAddresses.toAddrString(InetAddress.getByAddress(bytes)), prefix);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }

    /**
     * Reads {@code address} or {@code address/prefix}; host bits may be set.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return of(text, bytes(text).length * BITS);
        }
        return of(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whether a text is an IP address. */
    public static boolean isAddress(String text) {
        return InetAddresses.isInetAddress(withoutScope(text));
    }

    /** Whether an address lies in this network; an IPv4 address written in IPv6 form counts as IPv4, and no address lies nowhere. */
    public boolean contains(String address) {
        if (!isAddress(address)) {
            return false;
        }
        byte[] mine = bytes(first);
        byte[] other = bytes(address);
        if (mine.length != other.length) {
            return false;
        }
        for (int i = 0; i < mine.length; i++) {
            if ((other[i] & mask(prefix, i)) != mine[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether an address is IPv4, also when written in IPv6 form. */
    public static boolean isIpv4(String address) {
        return bytes(address).length == 4;
    }

    @Override
    public String toString() {
        return first + "/" + prefix;
    }

    private static byte[] bytes(String address) {
        return InetAddresses.forString(withoutScope(address)).getAddress();
    }

    private static byte mask(int prefix, int index) {
        int bits = Math.max(0, Math.min(BITS, prefix - index * BITS));
        return (byte) (0xff << (BITS - bits));
    }

    private static String withoutScope(String address) {
        int scope = address.indexOf('%');
        return scope < 0 ? address : address.substring(0, scope);
    }
}
