// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.postern.gateway.access.Permission;
import org.postern.gateway.access.Principal;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.quarantine.QuarantineQuery;

/** Pages of the quarantine as far as a caller reaches it: everybody's mail, that of certain domains, or his own. */
final class ReachablePages {
    private final Quarantine quarantine;
    private final OwnPages own;

    ReachablePages(Quarantine quarantine) {
        this.quarantine = quarantine;
        this.own = new OwnPages(quarantine);
    }

    /**
     * A page for this caller; recipients and domains that he does not reach are refused.
     *
     * @throws IllegalArgumentException when the cursor is of another list
     */
    QuarantinePage list(Principal caller, QuarantineQuery query) {
        if (caller.role().may(Permission.READ_QUARANTINE)) {
            return quarantine.list(query);
        }
        if (!caller.role().ofDomains()) {
            return own.list(caller, query);
        }
        query.recipient().ifPresent(recipient -> demand(caller, domain(recipient)));
        query.filter().domains().forEach(domain -> demand(caller, domain));
        if (caller.domains().isEmpty()) {
            // A filter without domains would let everybody's mail through.
            return new QuarantinePage(List.of(), Optional.empty());
        }
        Set<String> domains = query.filter().domains().isEmpty() ? caller.domains() : query.filter().domains();
        return quarantine.list(new QuarantineQuery(query.from(), query.to(), query.recipient(), query.kind(), query.cursor(),
            query.limit(), query.filter().within(domains)));
    }

    static String domain(String recipient) {
        return recipient.substring(recipient.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** Refuses a caller who is kept to certain domains and does not look after this one. */
    static void demand(Principal caller, String domain) {
        if (caller.role().ofDomains() && !caller.manages(domain)) {
            throw ApiException.forbidden("You do not look after this domain");
        }
    }
}
