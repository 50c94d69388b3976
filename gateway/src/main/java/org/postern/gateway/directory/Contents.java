// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.util.List;

/**
 * All that was read of a directory.
 *
 * @param people with at least one address
 * @param groups that anybody of them is in, and the groups that these are in
 */
public record Contents(List<Person> people, List<PeopleGroup> groups) {
    public Contents {
        people = List.copyOf(people);
        groups = List.copyOf(groups);
    }

    /** How many addresses there are. */
    public int addresses() {
        return people.stream().mapToInt(person -> person.addresses().size()).sum();
    }
}
