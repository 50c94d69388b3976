// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.relay;

import org.apache.james.core.MailAddress;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.postern.gateway.StorageUnavailableException;

/**
 * Knows which recipients exist in the domains whose mailboxes this server holds, so that mail for others is refused while the client
 * is still there and never has to be bounced.
 */
public final class LocalRecipients {
    private static final String POSTMASTER = "postmaster";

    private final UsersRepository users;
    private final RecipientRewriteTable rewrites;

    public LocalRecipients(UsersRepository users, RecipientRewriteTable rewrites) {
        this.users = users;
        this.rewrites = rewrites;
    }

    /**
     * Whether a recipient of a local domain is a user, is rewritten to something, or is the postmaster, who exists everywhere
     * (RFC 5321 section 4.5.1).
     *
     * @throws StorageUnavailableException when the directory cannot be asked
     */
    public boolean exists(MailAddress recipient) {
        try {
            return recipient.getLocalPart().equalsIgnoreCase(POSTMASTER)
                || users.contains(users.getUsername(recipient))
                || !rewrites.getResolvedMappings(recipient.getLocalPart(), recipient.getDomain()).isEmpty();
        } catch (RecipientRewriteTable.ErrorMappingException e) {
            // An error mapping is the administrator's way to say that there is no such recipient any more.
            return false;
        } catch (UsersRepositoryException | RecipientRewriteTableException | RuntimeException e) {
            throw new StorageUnavailableException("the user directory cannot be asked for " + recipient.asString(), e);
        }
    }
}
