// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.Set;

/**
 * Somebody whose name and password are kept elsewhere.
 *
 * @param identity  tells apart those who have the same name in several places; the same from one request to the next
 * @param role      what he may do now
 * @param addresses comparable mail addresses that are his now
 * @param domains   domains he looks after when the role is for certain domains
 */
public record OutsideAccount(String identity, Role role, Set<String> addresses, Set<String> domains) {
    public OutsideAccount {
        addresses = Set.copyOf(addresses);
        domains = Set.copyOf(domains);
    }
}
