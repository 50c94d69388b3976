// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Administration of accounts. It never lets the last administrator go.
 */
public final class Accounts {

    /** How a change ended. */
    public enum Outcome {
        DONE,
        NOT_FOUND,
        NAME_TAKEN,
        /** Nobody could administer Postern afterwards. */
        LAST_ADMINISTRATOR
    }

    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63}){0,20}");
    private static final int MOST_DOMAINS = 100;

    private final AccountStore store;

    public Accounts(AccountStore store) {
        this.store = store;
    }

    /** All accounts in order of their names. */
    public List<Account> list() {
        return store.list();
    }

    /** Creates an account that is not for certain domains; throws IllegalArgumentException when the password is not acceptable. */
    public Outcome create(AccountName name, String password, Role role) {
        return create(name, password, role, Set.of());
    }

    /**
     * Creates an account; throws IllegalArgumentException when the password is not acceptable, or the role does not fit the domains.
     *
     * @param domains it looks after; empty unless the role is for certain domains
     */
    public Outcome create(AccountName name, String password, Role role, Set<String> domains) {
        Account account = new Account(name, PasswordPolicy.accept(name, password), role, fitting(role, domains));
        return store.createIfAbsent(account) ? Outcome.DONE : Outcome.NAME_TAKEN;
    }

    /** Sets another password, which ends all tokens of the account; throws IllegalArgumentException when it is not acceptable. */
    public synchronized Outcome changePassword(AccountName name, String password) {
        Optional<Account> account = store.find(name);
        if (account.isEmpty()) {
            return Outcome.NOT_FOUND;
        }
        store.save(account.get().withPassword(PasswordPolicy.accept(name, password)));
        return Outcome.DONE;
    }

    /** Sets another role that is not for certain domains, valid from the account's next request on. */
    public Outcome changeRole(AccountName name, Role role) {
        return changeRole(name, role, Set.of());
    }

    /**
     * Sets another role and its domains, valid from the account's next request on; throws IllegalArgumentException when they do not
     * fit.
     */
    public synchronized Outcome changeRole(AccountName name, Role role, Set<String> domains) {
        Set<String> fitting = fitting(role, domains);
        Optional<Account> account = store.find(name);
        if (account.isEmpty()) {
            return Outcome.NOT_FOUND;
        }
        if (role != Role.ADMIN && isLastAdministrator(name)) {
            return Outcome.LAST_ADMINISTRATOR;
        }
        store.save(account.get().withRole(role, fitting));
        return Outcome.DONE;
    }

    /** Removes an account; its tokens are refused from then on. */
    public synchronized Outcome delete(AccountName name) {
        if (isLastAdministrator(name)) {
            return Outcome.LAST_ADMINISTRATOR;
        }
        return store.delete(name) ? Outcome.DONE : Outcome.NOT_FOUND;
    }

    private static Set<String> fitting(Role role, Set<String> domains) {
        if (role.ofDomains() == domains.isEmpty()) {
            throw new IllegalArgumentException(role.ofDomains() ? "the role " + role + " needs the domains it is for"
                : "the role " + role + " is not for certain domains");
        }
        Optional<String> wrong = domains.stream().filter(domain -> !DOMAIN.matcher(domain.toLowerCase(Locale.ROOT)).matches()).findFirst();
        if (wrong.isPresent() || domains.size() > MOST_DOMAINS) {
            throw new IllegalArgumentException(wrong.map(domain -> "'" + domain + "' is no name of a domain")
                .orElse("an account looks after " + MOST_DOMAINS + " domains at most"));
        }
        return domains;
    }

    private boolean isLastAdministrator(AccountName name) {
        List<AccountName> administrators = store.list().stream()
            .filter(account -> account.role() == Role.ADMIN)
            .map(Account::name)
            .toList();
        return administrators.equals(List.of(name));
    }
}
