// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.Optional;

/**
 * One test on who sends or who receives. Senders are tested by their envelope address and by the SMTP client's IP address, recipients
 * by their envelope address alone. The null sender is the empty text.
 */
public sealed interface WhoCondition {

    /** Whether it holds for this envelope address and, when it is a sender, this client address. */
    boolean matches(String address, Optional<String> clientAddress);

    /** One mail address, compared without regard to case. */
    record Address(String address) implements WhoCondition {
        public Address {
            if (address.indexOf('@') < 1) {
                throw new IllegalArgumentException("not a mail address: " + address);
            }
        }

        @Override
        public boolean matches(String candidate, Optional<String> clientAddress) {
            return MailAddressText.comparable(address).equals(MailAddressText.comparable(candidate));
        }
    }

    /**
     * All addresses of a domain.
     *
     * @param domain     compared without regard to case, international names in either form
     * @param subdomains whether the domains below it count too
     */
    record Domain(String domain, boolean subdomains) implements WhoCondition {
        public Domain {
            if (domain.isBlank() || domain.startsWith(".") || domain.indexOf('@') >= 0) {
                throw new IllegalArgumentException("not a domain: " + domain);
            }
        }

        @Override
        public boolean matches(String candidate, Optional<String> clientAddress) {
            String wanted = MailAddressText.comparableDomain(domain);
            String actual = MailAddressText.domain(candidate);
            return actual.equals(wanted) || subdomains && actual.endsWith('.' + wanted);
        }
    }

    /** Addresses that match an expression as a whole. */
    record AddressPattern(TextPattern pattern) implements WhoCondition {
        @Override
        public boolean matches(String candidate, Optional<String> clientAddress) {
            return pattern.matches(candidate);
        }
    }

    /**
     * Clients with an IP address or in an IP network. Never holds for a recipient.
     *
     * @param text as written
     */
    record ClientNetwork(String text, IpRange range) implements WhoCondition {
        /** Reads an address or a network in CIDR notation. */
        public static ClientNetwork of(String text) {
            return new ClientNetwork(text, IpRange.parse(text));
        }

        @Override
        public boolean matches(String candidate, Optional<String> clientAddress) {
            return clientAddress.filter(range::contains).isPresent();
        }
    }
}
