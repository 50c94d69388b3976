// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.spf;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;

import com.google.common.net.InetAddresses;

/** The address of an SMTP client in the forms that SPF wants. An IPv4 address written in IPv6 form is IPv4. */
record SpfClient(InetAddress address) {

    /**
     * Reads a textual address.
     *
     * @throws IllegalArgumentException for anything else
     */
    static SpfClient of(String text) {
        int scope = text.indexOf('%');
        return new SpfClient(InetAddresses.forString(scope < 0 ? text : text.substring(0, scope)));
    }

    boolean ipv4() {
        return address instanceof Inet4Address;
    }

    /** Whether the first so many bits are those of the other, which must be of the same kind. */
    boolean within(String other, int prefix) {
        if (!InetAddresses.isInetAddress(other)) {
            return false;
        }
        byte[] mine = address.getAddress();
        byte[] its = InetAddresses.forString(other).getAddress();
        if (mine.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((mine[bit / 8] & mask) != (its[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** For the macro {@code i}: dotted decimal, or 32 hexadecimal digits with dots. */
    String dotted() {
        if (ipv4()) {
            return address.getHostAddress();
        }
        StringBuilder text = new StringBuilder();
        for (byte each : address.getAddress()) {
            text.append(text.length() == 0 ? "" : ".").append(Character.forDigit(each >> 4 & 0xf, 16)).append('.')
                .append(Character.forDigit(each & 0xf, 16));
        }
        return text.toString().toUpperCase(Locale.ROOT);
    }

    /** For the macro {@code c}. */
    String readable() {
        return InetAddresses.toAddrString(address);
    }

    /** Name under which the DNS keeps the client's host name. */
    String reverseName() {
        String[] labels = dotted().split("\\.");
        StringBuilder text = new StringBuilder();
        for (int i = labels.length - 1; i >= 0; i--) {
            text.append(labels[i].toLowerCase(Locale.ROOT)).append('.');
        }
        return text + (ipv4() ? "in-addr.arpa" : "ip6.arpa");
    }
}
