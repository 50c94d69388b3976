// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is behind a request, once that is proved.
 *
 * @param name      account signed in
 * @param role      the account's role now, not at the time the token was made
 * @param addresses comparable mail addresses that are his own; what is addressed to others is not for him unless the role says so
 */
public record Principal(AccountName name, Role role, Set<String> addresses) {
    private static final AccountName MAIL_USER = AccountName.of("mail-user");

    public Principal {
        addresses = Set.copyOf(addresses);
    }

    /** An account without mail of its own. */
    public Principal(AccountName name, Role role) {
        this(name, role, Set.of());
    }

    /** Somebody who looks after his own mail. */
    public static Principal of(MailUser user) {
        return new Principal(AccountName.parse(user.address()).orElse(MAIL_USER), Role.USER, user.addresses());
    }

    /** The person as somebody who looks after his own mail, and nobody else's. */
    public Optional<MailUser> user() {
        if (role != Role.USER || addresses.isEmpty()) {
            return Optional.empty();
        }
        String main = addresses.contains(name.value()) ? name.value() : new TreeSet<>(addresses).first();
        return Optional.of(new MailUser(main, addresses));
    }

    /** As timelines name them: {@code user <address>} or {@code account <name>}. */
    public String actor() {
        return user().map(one -> "user " + one.address()).orElse("account " + name);
    }
}
