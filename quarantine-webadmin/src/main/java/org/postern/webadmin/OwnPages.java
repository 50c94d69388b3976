// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.postern.analysis.rules.who.MailAddressText;
import org.postern.gateway.access.Principal;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.quarantine.QuarantineQuery;

/** Pages of the items of somebody's own addresses as one list, newest first. */
final class OwnPages {
    /** Addresses of one person beyond which no more are looked at, for each is a list of its own in the store. */
    static final int MOST_ADDRESSES = 100;

    private final Quarantine quarantine;

    OwnPages(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    /**
     * A page for this caller; an address that is not his is refused.
     *
     * @throws IllegalArgumentException when the cursor is of another list
     */
    QuarantinePage list(Principal caller, QuarantineQuery query) {
        Set<String> wanted = query.recipient().map(MailAddressText::comparable).map(Set::of).orElse(caller.addresses());
        if (!caller.addresses().containsAll(wanted)) {
            throw ApiException.forbidden("This address is not yours");
        }
        Set<String> looked = wanted.stream().sorted().limit(MOST_ADDRESSES).collect(Collectors.toSet());
        // A filter without recipients would let everybody's mail through.
        return looked.isEmpty() ? new QuarantinePage(List.of(), Optional.empty())
            : quarantine.list(new QuarantineQuery(query.from(), query.to(), Optional.empty(), query.kind(), query.cursor(), query.limit(),
                query.filter().of(looked)));
    }
}
