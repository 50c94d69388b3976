// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.directory;

import java.util.List;

import org.postern.gateway.directory.Person;

/** A person of a directory as answers show it. */
record PersonView(String name, List<String> accounts, String primary, List<String> addresses, List<String> groups) {

    static PersonView of(Person person) {
        return new PersonView(person.name(), person.accounts(), person.primary(), person.addresses(), person.groups());
    }
}
