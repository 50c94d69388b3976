// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mailuser;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.postern.analysis.rules.who.MailAddressText;
import org.postern.gateway.access.MailUser;
import org.postern.gateway.directory.Directories;
import org.postern.gateway.directory.Person;
import org.postern.gateway.directory.Profile;

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
        String comparable = MailAddressText.comparable(address);
        return directories.responsible(comparable).stream().flatMap(directory -> directory.index().stream()
            .flatMap(index -> index.byAddress(comparable).stream()).flatMap(person -> user(directory.profile(), person).stream()))
            .findFirst();
    }

    /** Addresses in domains that the directory does not answer for may be somebody else's here. */
    private static Optional<MailUser> user(Profile profile, Person person) {
        List<String> addresses = person.addresses().stream().filter(address -> profile.covers(MailAddressText.domain(address))).toList();
        return addresses.stream().findFirst().map(main -> new MailUser(main, Set.copyOf(addresses)));
    }
}
