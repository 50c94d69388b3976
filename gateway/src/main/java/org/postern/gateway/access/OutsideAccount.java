// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.Set;

/**
 * Somebody whose name and password are kept elsewhere.
 *
 * @param identity  tells apart those who have the same name in several places; the same from one request to the next
 * @param role      what he may do now
 * @param addresses comparable mail addresses that are his now
 */
public record OutsideAccount(String identity, Role role, Set<String> addresses) {
    public OutsideAccount {
        addresses = Set.copyOf(addresses);
    }
}
