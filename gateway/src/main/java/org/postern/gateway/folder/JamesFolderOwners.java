// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import javax.inject.Inject;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.postern.gateway.relay.LocalDomains;
import org.postern.gateway.relay.RelayPolicy;

/**
 * Finds owners in James: the user of that address, or the one user whom James's rewrite table sends its mail to. An address that leads
 * to several users has no owner, because a decision of one would be a decision for all.
 */
public final class JamesFolderOwners implements FolderOwners {
    private final UsersRepository users;
    private final RecipientRewriteTable rewrites;
    private final LocalDomains localDomains;
    private final Predicate<String> relayDomain;

    @Inject
    public JamesFolderOwners(UsersRepository users, RecipientRewriteTable rewrites, LocalDomains localDomains, RelayPolicy relayPolicy) {
        this(users, rewrites, localDomains, relayPolicy::isRelayDomain);
    }

    JamesFolderOwners(UsersRepository users, RecipientRewriteTable rewrites, LocalDomains localDomains, Predicate<String> relayDomain) {
        this.users = users;
        this.rewrites = rewrites;
        this.localDomains = localDomains;
        this.relayDomain = relayDomain;
    }

    @Override
    public Optional<FolderOwner> ownerOf(String recipient) {
        try {
            MailAddress address = new MailAddress(recipient);
            String domain = address.getDomain().asString().toLowerCase(Locale.ROOT);
            // The relay comes first, as it does on a message's way.
            boolean deliveredHere = localDomains.contains(domain) && !relayDomain.test(domain);
            return user(address).or(() -> rewritten(address)).map(user -> new FolderOwner(user, deliveredHere));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    private Optional<Username> user(MailAddress address) {
        try {
            Username name = users.getUsername(address);
            return users.contains(name) ? Optional.of(name) : Optional.empty();
        } catch (UsersRepositoryException e) {
            throw new FolderException("James cannot say whether " + address.asString() + " is a user", e);
        }
    }

    private Optional<Username> rewritten(MailAddress address) {
        try {
            List<MailAddress> targets = rewrites.getResolvedMappings(address.getLocalPart(), address.getDomain()).asStream()
                .map(Mapping::asMailAddress).flatMap(Optional::stream).distinct().toList();
            return targets.size() == 1 ? user(targets.get(0)) : Optional.empty();
        } catch (RecipientRewriteTable.ErrorMappingException e) {
            // The table says that there is no such recipient.
            return Optional.empty();
        } catch (RecipientRewriteTableException e) {
            throw new FolderException("James cannot say where mail for " + address.asString() + " goes", e);
        }
    }
}
