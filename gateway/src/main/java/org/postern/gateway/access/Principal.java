// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.Set;

/**
 * Who is behind a request, once that is proved.
 *
 * @param name      account signed in
 * @param role      the account's role now, not at the time the token was made
 * @param addresses comparable mail addresses that are his own; what is addressed to others is not for him unless the role says so
 */
public record Principal(AccountName name, Role role, Set<String> addresses) {
    public Principal {
        addresses = Set.copyOf(addresses);
    }

    /** An account without mail of its own. */
    public Principal(AccountName name, Role role) {
        this(name, role, Set.of());
    }
}
