// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mailuser;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import javax.inject.Inject;

import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.rrt.api.AliasReverseResolver;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.postern.gateway.access.MailUser;
import org.postern.gateway.access.MailUsers;
import org.postern.gateway.folder.FolderException;
import org.postern.gateway.folder.FolderOwner;
import org.postern.gateway.folder.FolderOwners;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users of this James with their aliases, by their own passwords. */
public final class JamesMailUsers implements MailUsers {
    private static final Logger LOGGER = LoggerFactory.getLogger(JamesMailUsers.class);

    private final UsersRepository users;
    private final AliasReverseResolver aliases;
    private final FolderOwners owners;

    @Inject
    public JamesMailUsers(UsersRepository users, AliasReverseResolver aliases, FolderOwners owners) {
        this.users = users;
        this.aliases = aliases;
        this.owners = owners;
    }

    @Override
    public Optional<MailUser> find(String address) {
        try {
            return owners.ownerOf(address).map(FolderOwner::user).flatMap(this::user);
        } catch (FolderException e) {
            LOGGER.warn("Whose address {} is cannot be found out now: {}", address, e.toString());
            return Optional.empty();
        }
    }

    @Override
    public Optional<MailUser> signIn(String name, String password) {
        try {
            Username username = Username.of(name);
            return users.contains(username) && users.test(username, password) ? user(username) : Optional.empty();
        } catch (UsersRepositoryException | IllegalArgumentException e) {
            LOGGER.info("{} cannot sign in: {}", name.replaceAll("\\p{Cntrl}", "?"), e.toString());
            return Optional.empty();
        }
    }

    private Optional<MailUser> user(Username username) {
        try {
            String main = users.getMailAddressFor(username).asString().toLowerCase(Locale.ROOT);
            Set<String> addresses = new TreeSet<>(Set.of(main));
            aliases.listAddresses(username).map(MailAddress::asString).forEach(addresses::add);
            return Optional.of(new MailUser(main, addresses));
        } catch (UsersRepositoryException | RecipientRewriteTableException
                 | RecipientRewriteTable.ErrorMappingException e) {
            LOGGER.warn("The addresses of {} cannot be found out now: {}", username.asString(), e.toString());
            return Optional.empty();
        }
    }
}
