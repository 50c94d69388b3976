// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.lists;

import java.net.IDN;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.postern.gateway.network.IpNetwork;

import com.google.re2j.Pattern;

/**
 * Entries made ready for comparison: addresses, domains and networks by hash, so that a list of a hundred thousand costs what one of
 * ten does; patterns one after the other, each in time linear in the address. Immutable.
 */
final class EntryIndex {
    private record Expression(Pattern pattern, AddressEntry entry) {
    }

    private final Map<String, List<AddressEntry>> exact = new HashMap<>();
    private final List<Expression> senderPatterns = new ArrayList<>();
    private final List<Expression> recipientPatterns = new ArrayList<>();
    private final Set<Integer> prefixes4 = new TreeSet<>();
    private final Set<Integer> prefixes6 = new TreeSet<>();

    EntryIndex(Collection<AddressEntry> entries) {
        for (AddressEntry entry : entries) {
            switch (entry.kind()) {
                case SENDER_PATTERN -> senderPatterns.add(expression(entry));
                case RECIPIENT_PATTERN -> recipientPatterns.add(expression(entry));
                case CLIENT_ADDRESS -> network(entry, IpNetwork.parse(entry.value()));
                case CLIENT_NETWORK -> network(entry, IpNetwork.parse(entry.value()));
                default -> put(entry.kind(), entry.value(), entry);
            }
        }
    }

    /** Entries for the address of a client; none for what is no IP address. */
    List<AddressEntry> ofClient(String address) {
        if (!IpNetwork.isAddress(address)) {
            return List.of();
        }
        List<AddressEntry> found = new ArrayList<>();
        boolean four = IpNetwork.isIpv4(address);
        for (int prefix : four ? prefixes4 : prefixes6) {
            found.addAll(get(EntryKind.CLIENT_NETWORK, IpNetwork.of(address, prefix).toString()));
        }
        return found;
    }

    /** Entries for an envelope sender; none for the null sender. */
    List<AddressEntry> ofSender(String sender) {
        return ofMailAddress(sender, EntryKind.SENDER_ADDRESS, EntryKind.SENDER_DOMAIN, senderPatterns);
    }

    /** Entries for a recipient. */
    List<AddressEntry> ofRecipient(String recipient) {
        return ofMailAddress(recipient, EntryKind.RECIPIENT_ADDRESS, EntryKind.RECIPIENT_DOMAIN, recipientPatterns);
    }

    private List<AddressEntry> ofMailAddress(String address, EntryKind whole, EntryKind part, List<Expression> patterns) {
        int at = address.lastIndexOf('@');
        if (at < 0) {
            return List.of();
        }
        String domain = ascii(address.substring(at + 1));
        String normal = address.substring(0, at + 1).toLowerCase(Locale.ROOT) + domain;
        List<AddressEntry> found = new ArrayList<>(get(whole, normal));
        found.addAll(get(part, domain));
        for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            get(part, domain.substring(dot + 1)).stream().filter(AddressEntry::subdomains).forEach(found::add);
        }
        Predicate<Expression> matches = expression -> expression.pattern().matches(normal);
        patterns.stream().filter(matches).map(Expression::entry).forEach(found::add);
        return found;
    }

    private void network(AddressEntry entry, IpNetwork network) {
        (IpNetwork.isIpv4(network.first()) ? prefixes4 : prefixes6).add(network.prefix());
        put(EntryKind.CLIENT_NETWORK, network.toString(), entry);
    }

    private void put(EntryKind kind, String value, AddressEntry entry) {
        exact.computeIfAbsent(kind.word() + ' ' + value, key -> new ArrayList<>(1)).add(entry);
    }

    private List<AddressEntry> get(EntryKind kind, String value) {
        return exact.getOrDefault(kind.word() + ' ' + value, List.of());
    }

    private static Expression expression(AddressEntry entry) {
        return new Expression(Pattern.compile(entry.value(), Pattern.CASE_INSENSITIVE), entry);
    }

    private static String ascii(String domain) {
        String plain = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        try {
            return IDN.toASCII(plain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            // What cannot be a domain name is compared as it is written.
            return plain.toLowerCase(Locale.ROOT);
        }
    }
}
