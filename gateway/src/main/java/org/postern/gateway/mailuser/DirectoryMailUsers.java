// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mailuser;

import java.util.Optional;
import java.util.Set;

import org.postern.gateway.access.MailUser;
import org.postern.gateway.directory.Directories;
import org.postern.gateway.directory.Person;

/**
 * The people of directories with all their addresses. They sign in as {@link org.postern.gateway.directory.DirectoryAccounts} lets them,
 * where profiles say who may.
 */
public final class DirectoryMailUsers {
    private final Directories directories;

    public DirectoryMailUsers(Directories directories) {
        this.directories = directories;
    }

    /** Whose mail comes to this address. */
    public Optional<MailUser> find(String address) {
        return directories.owners(address).values().stream().flatMap(person -> user(person).stream()).findFirst();
    }

    private static Optional<MailUser> user(Person person) {
        return person.addresses().stream().findFirst().map(main -> new MailUser(main, Set.copyOf(person.addresses())));
    }
}
