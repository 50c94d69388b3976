// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.postern.analysis.spam.text.HostNames;
import org.postern.analysis.spam.text.IpText;
import org.postern.analysis.spam.text.ReverseIp;

/** Brings what stands in mail into the form in which the DNS can be asked for it. */
final class DnsNames {
    private static final int LONGEST = 253;

    private DnsNames() {
    }

    /** A name in its ASCII form; nothing for what cannot be a name. */
    static Optional<String> ascii(String octets) {
        if (octets.chars().allMatch(c -> c < 0x80)) {
            return Optional.of(octets).filter(DnsNames::fits);
        }
        try {
            String unicode = new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            return Optional.of(IDN.toASCII(unicode, IDN.ALLOW_UNASSIGNED)).filter(DnsNames::fits);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The name of an address or host within a list; nothing for what cannot be asked for. */
    static Optional<DnsQuery> within(String list, String hostOrAddress, DnsQuery.Type type) {
        Optional<String> name = IpText.isAddress(hostOrAddress) ? Optional.of(ReverseIp.of(hostOrAddress)).filter(text -> !text.isEmpty())
            : ascii(hostOrAddress);
        return name.map(text -> text + "." + DnsQuery.plain(list)).filter(text -> text.length() <= LONGEST)
            .map(text -> new DnsQuery(text, type, list));
    }

    /**
     * The type by its name.
     *
     * @throws IllegalArgumentException when it is none that can be asked for
     */
    static DnsQuery.Type type(String name) {
        for (DnsQuery.Type type : DnsQuery.Type.values()) {
            if (type.name().equalsIgnoreCase(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException("records of type " + name + " cannot be asked for");
    }

    /**
     * The name of a list as rules write it.
     *
     * @throws IllegalArgumentException when it is no name
     */
    static String list(String written) {
        String plain = DnsQuery.plain(written.strip());
        if (plain.isEmpty() || !fits(plain)) {
            throw new IllegalArgumentException("not the name of a list: " + written);
        }
        return plain;
    }

    private static boolean fits(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        for (String label : name.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > 63 || label.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a full host name. */
    static boolean isHost(String name) {
        return HostNames.isFqdn(name);
    }
}
