// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Somebody who receives mail through the gateway and may look after what of it is in quarantine.
 *
 * @param address   the main address, in lower case
 * @param addresses all addresses whose mail is this person's, the main one among them, in lower case
 */
public record MailUser(String address, Set<String> addresses) {
    public MailUser {
        address = address.toLowerCase(Locale.ROOT);
        addresses = addresses.stream().map(each -> each.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        if (!addresses.contains(address)) {
            throw new IllegalArgumentException("the main address is not among the addresses");
        }
    }

    /** Somebody of whom only the address is known. */
    public static MailUser of(String address) {
        return new MailUser(address, Set.of(address));
    }

    /** Whether mail for this recipient is this person's. */
    public boolean owns(String recipient) {
        return addresses.contains(recipient.toLowerCase(Locale.ROOT));
    }
}
