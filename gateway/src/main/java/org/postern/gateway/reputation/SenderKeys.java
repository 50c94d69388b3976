// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.reputation;

import java.util.Locale;
import java.util.Optional;

import org.postern.analysis.spam.text.IpText;
import org.postern.gateway.network.IpNetwork;

/** The keys under which senders are remembered. */
final class SenderKeys {
    /** Key whose entries are the domains of frequent partners. */
    static final String PARTNERS = "partners";
    private static final int IPV4_BITS = 24;
    private static final int IPV6_BITS = 48;
    private static final int SHORTEST_NAME = 5;

    private SenderKeys() {
    }

    static String reputation(String kind, String subject) {
        return kind + "|" + subject;
    }

    /** A stranger's mail to one of us; what was not proved to be his is another matter than what was. */
    static String contact(boolean proved, String stranger, String own) {
        return (proved ? "contact|" : "claimed|") + stranger + "|" + own;
    }

    static String partner(String domain) {
        return "partner|" + domain;
    }

    static String name(String shownName) {
        return "name|" + shownName;
    }

    /** The network of a client, which is what a sender of spam changes least; none for hosts of one's own. */
    static Optional<String> network(String address) {
        if (!IpNetwork.isAddress(address) || IpText.isPrivate(address)) {
            return Optional.empty();
        }
        return Optional.of(IpNetwork.of(address, IpNetwork.isIpv4(address) ? IPV4_BITS : IPV6_BITS).toString());
    }

    static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** The name shown in a From field in its comparable form; empty when it is none that would mean one person. */
    static Optional<String> shownName(String from) {
        int bracket = from.lastIndexOf('<');
        if (bracket <= 0) {
            return Optional.empty();
        }
        String name = from.substring(0, bracket).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}]+", " ").strip();
        return name.indexOf(' ') > 0 && name.length() >= SHORTEST_NAME ? Optional.of(name) : Optional.empty();
    }
}
