// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.who;

import java.util.Optional;

import org.postern.analysis.rules.text.TextPattern;

/**
 * One test on who sends or who receives. Senders are tested by their envelope address and by the SMTP client's IP address, or by the
 * From field on request; recipients by their envelope address alone. The null sender is the empty text.
 */
public sealed interface WhoCondition {

    /** Whether it holds for this sender or recipient. */
    boolean matches(WhoSubject subject);

    /** A test on an address, which can be asked of the From field as well. */
    sealed interface AddressTest extends WhoCondition {
    }

    /** One mail address, compared without regard to case. */
    record Address(String address) implements AddressTest {
        public Address {
            if (address.indexOf('@') < 1) {
                throw new IllegalArgumentException("not a mail address: " + address);
            }
        }

        @Override
        public boolean matches(WhoSubject subject) {
            return MailAddressText.comparable(address).equals(subject.comparable());
        }
    }

    /**
     * All addresses of a domain.
     *
     * @param domain     compared without regard to case, international names in either form
     * @param subdomains whether the domains below it count too
     */
    record Domain(String domain, boolean subdomains) implements AddressTest {
        public Domain {
            if (domain.isBlank() || domain.startsWith(".") || domain.indexOf('@') >= 0) {
                throw new IllegalArgumentException("not a domain: " + domain);
            }
        }

        @Override
        public boolean matches(WhoSubject subject) {
            String wanted = MailAddressText.comparableDomain(domain);
            return subject.domain().equals(wanted) || subdomains && subject.domain().endsWith('.' + wanted);
        }
    }

    /** Addresses that match an expression as a whole. */
    record AddressPattern(TextPattern pattern) implements AddressTest {
        @Override
        public boolean matches(WhoSubject subject) {
            return pattern.matches(subject.address());
        }
    }

    /**
     * Clients with an IP address or in an IP network. Never holds for a recipient.
     *
     * @param text as written
     */
    record ClientNetwork(String text, IpRange range) implements WhoCondition {
        /** Reads an address or a network in CIDR notation; the prefix {@code IPv6:} of mail notation is passed over. */
        public static ClientNetwork of(String text) {
            return new ClientNetwork(text, IpRange.parse(text.replaceFirst("(?i)^IPv6:", "")));
        }

        @Override
        public boolean matches(WhoSubject subject) {
            return subject.client().filter(range::contains).isPresent();
        }
    }

    /** A test on the authors that the From fields name; any of them is enough. Never holds for a recipient. */
    record HeaderFrom(AddressTest test) implements WhoCondition {
        @Override
        public boolean matches(WhoSubject subject) {
            return subject.authors().stream().anyMatch(test::matches);
        }
    }

    /** A test on what a directory says of an address. Where the directory says nothing, the answer is neither yes nor no. */
    sealed interface DirectoryTest extends AddressTest {

        /** Name of the directory's profile, empty for any. */
        Optional<String> profile();

        /** What an address must have, see {@link DirectoryKeys}. */
        String key();

        /** Whether it must not have it. */
        default boolean negated() {
            return false;
        }

        @Override
        default boolean matches(WhoSubject subject) {
            return negated() ? !subject.directoryKeys().contains(key()) && !isUnknown(subject) : subject.directoryKeys().contains(key());
        }

        /** Whether neither yes nor no is known. */
        default boolean isUnknown(WhoSubject subject) {
            return !subject.directoryKeys().contains(key()) && subject.directory().isUnknown(subject.comparable(), profile());
        }
    }

    /** Addresses of one account. */
    record DirectoryAccount(String account, Optional<String> profile) implements DirectoryTest {
        public DirectoryAccount {
            if (account.isBlank()) {
                throw new IllegalArgumentException("the account is empty");
            }
        }

        @Override
        public String key() {
            return DirectoryKeys.account(account, profile);
        }
    }

    /**
     * Addresses of the members of a group.
     *
     * @param group  its distinguished name, or the first part of that, without regard to case
     * @param nested whether members of groups within the group count too
     */
    record DirectoryGroup(String group, Optional<String> profile, boolean nested) implements DirectoryTest {
        public DirectoryGroup {
            if (group.isBlank()) {
                throw new IllegalArgumentException("the group is empty");
            }
            DirectoryKeys.group(group, profile, nested);
        }

        @Override
        public String key() {
            return DirectoryKeys.group(group, profile, nested);
        }
    }

    /** Addresses that a directory knows, or those that it does not. */
    record DirectoryKnown(boolean known, Optional<String> profile) implements DirectoryTest {
        @Override
        public String key() {
            return DirectoryKeys.known(profile);
        }

        @Override
        public boolean negated() {
            return !known;
        }
    }
}
