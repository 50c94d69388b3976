// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.who;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network of IP addresses in CIDR notation, or a single address. Bits behind the prefix are ignored; IPv4 addresses mapped into
 * IPv6 count as IPv4.
 */
public final class IpRange {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final byte[] network;
    private final int prefix;

    private IpRange(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /**
     * Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32} or a single address.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static IpRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(() -> new IllegalArgumentException("not an IP address or network: " + text));
        int bits = address.length * Byte.SIZE;
        if (slash < 0) {
            return new IpRange(address, bits);
        }
        String length = text.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > bits) {
            throw new IllegalArgumentException("the prefix length of " + text + " is not a number from 0 to " + bits);
        }
        return new IpRange(address, Integer.parseInt(length));
    }

    /** Whether the address, in bytes, lies in this network. */
    public boolean contains(byte[] address) {
        return covers(address);
    }

    /** Whether the address lies in this network; a text that is no address lies in none. */
    public boolean contains(String text) {
        return address(text).filter(this::covers).isPresent();
    }

    private boolean covers(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit += Byte.SIZE) {
            int mask = prefix - bit >= Byte.SIZE ? 0xff : 0xff << Byte.SIZE - (prefix - bit);
            if (((address[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Length of the prefix in bits. */
    public int prefix() {
        return prefix;
    }

    /** The bits of an address up to the prefix of this range, so that ranges of one length can be looked up together. */
    public String key() {
        return key(network, prefix);
    }

    /** What {@link #key()} of a range with this prefix is when it contains the address. */
    public static String key(byte[] address, int prefix) {
        StringBuilder key = new StringBuilder(address.length + 1).append((char) prefix);
        for (int bit = 0; bit < prefix; bit += Byte.SIZE) {
            int mask = prefix - bit >= Byte.SIZE ? 0xff : 0xff << Byte.SIZE - (prefix - bit);
            key.append((char) (address[bit / Byte.SIZE] & mask & 0xff));
        }
        return key.append((char) address.length).toString();
    }

    /** Bytes of an address in its textual form, of 4 for IPv4 and for IPv4 mapped into IPv6; empty for anything else. */
    public static Optional<byte[]> bytes(String text) {
        return address(text);
    }

    /** Only literals reach the JDK's reader, so that no name is ever looked up. */
    private static Optional<byte[]> address(String text) {
        if (text.length() > 45 || !IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpRange range && prefix == range.prefix && Arrays.equals(network, range.network);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(network) * 31 + prefix;
    }
}
