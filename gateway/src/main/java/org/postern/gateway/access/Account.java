// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One person or program that may sign in to Postern's administration. Mail users are James's affair and have no account here.
 *
 * @param name     unique
 * @param password hash of the password
 * @param role     what the account may do
 * @param domains  the domains it looks after, in lower case, when the role is for certain domains; empty otherwise
 */
public record Account(AccountName name, PasswordHash password, Role role, Set<String> domains) {
    public Account {
        domains = domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** An account that is not for certain domains. */
    public Account(AccountName name, PasswordHash password, Role role) {
        this(name, password, role, Set.of());
    }

    /** The same account with another password. */
    public Account withPassword(PasswordHash other) {
        return new Account(name, other, role, domains);
    }

    /** The same account with another role. */
    public Account withRole(Role other, Set<String> otherDomains) {
        return new Account(name, password, other, otherDomains);
    }
}
