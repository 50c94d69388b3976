// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mailuser;

import java.util.List;

import org.postern.analysis.rules.who.MailAddressText;
import org.postern.gateway.access.MailUsers;
import org.postern.gateway.directory.Directories;
import org.postern.gateway.directory.Directories.Directory;

/**
 * Tells whose quarantine may be opened without an account of an administrator, so that a link opens nothing that a password would not:
 * people of directories look after their mail where their profile says so, those of this James always. Where no directory is
 * responsible for a domain, nobody has a password and a link is the only way.
 */
public final class SelfService {
    private final Directories directories;
    private final MailUsers users;

    /**
     * Over what is known of people.
     *
     * @param users people with a mailbox on this server
     */
    public SelfService(Directories directories, MailUsers users) {
        this.directories = directories;
        this.users = users;
    }

    /** Whether the owner of this address may look after its quarantined mail. */
    public boolean isFor(String address) {
        String comparable = MailAddressText.comparable(address);
        List<Directory> responsible = directories.responsible(comparable);
        List<Directory> owning = responsible.stream()
            .filter(directory -> directory.index().flatMap(index -> index.byAddress(comparable)).isPresent()).toList();
        List<Directory> asked = owning.isEmpty() ? responsible : owning;
        return asked.isEmpty() || asked.stream().anyMatch(directory -> directory.profile().selfService())
            || users.find(address).isPresent();
    }
}
