// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mailuser;

import java.util.Locale;

import org.postern.gateway.access.MailUser;
import org.postern.gateway.access.MailUsers;
import org.postern.gateway.directory.Directories;

/** Whose an address is, so that lists, reports and their settings are a person's and not an address's. */
public final class MailOwners {
    private final MailUsers users;
    private final DirectoryMailUsers others;

    /**
     * Over what is known of people.
     *
     * @param users people with a mailbox on this server, who come first
     */
    public MailOwners(MailUsers users, Directories directories) {
        this.users = users;
        this.others = new DirectoryMailUsers(directories);
    }

    /** The owner of an address; one of whom only the address is known where nobody else is. */
    public MailUser of(String address) {
        return users.find(address).or(() -> others.find(address)).orElseGet(() -> MailUser.of(address.toLowerCase(Locale.ROOT)));
    }
}
