// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.util.List;

/**
 * One person of a directory with at least one address.
 *
 * @param name      distinguished name, normalised
 * @param accounts  names to sign in by, as the directory has them
 * @param addresses comparable addresses, the primary one first
 * @param groups    distinguished names, normalised, of the groups that have this person as a member
 */
public record Person(String name, List<String> accounts, List<String> addresses, List<String> groups) {
    public Person {
        accounts = List.copyOf(accounts);
        addresses = List.copyOf(addresses);
        groups = List.copyOf(groups);
    }

    /** The address under which the person is known. */
    public String primary() {
        return addresses.get(0);
    }
}
