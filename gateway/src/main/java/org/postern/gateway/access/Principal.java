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
 * @param domains   domains he looks after, in lower case, when the role is for certain domains
 */
public record Principal(AccountName name, Role role, Set<String> addresses, Set<String> domains) {
    private static final String MANAGER = "manager ";
    private static final AccountName MAIL_USER = AccountName.of("mail-user");

    public Principal {
        addresses = Set.copyOf(addresses);
        domains = Set.copyOf(domains);
    }

    /** An account without mail of its own. */
    public Principal(AccountName name, Role role) {
        this(name, role, Set.of(), Set.of());
    }

    /** Somebody who looks after his own mail. */
    public static Principal of(MailUser user) {
        return new Principal(AccountName.parse(user.address()).orElse(MAIL_USER), Role.USER, user.addresses(), Set.of());
    }

    /** The person as somebody who looks after his own mail, and nobody else's. */
    public Optional<MailUser> user() {
        if (role != Role.USER || addresses.isEmpty()) {
            return Optional.empty();
        }
        String main = addresses.contains(name.value()) ? name.value() : new TreeSet<>(addresses).first();
        return Optional.of(new MailUser(main, addresses));
    }

    /** Whether a domain, in lower case, is one that he looks after. */
    public boolean manages(String domain) {
        return role.ofDomains() && domains.contains(domain);
    }

    /** As timelines name them: {@code user <address>}, {@code manager <name>} or {@code account <name>}. */
    public String actor() {
        return user().map(one -> "user " + one.address()).orElse((role.ofDomains() ? MANAGER : "account ") + name);
    }

    /** Whether somebody named so on a timeline looks after certain domains only. */
    public static boolean isManager(String actor) {
        return actor.startsWith(MANAGER);
    }
}
