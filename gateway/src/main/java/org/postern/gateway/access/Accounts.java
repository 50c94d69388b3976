// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.List;
import java.util.Optional;

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

    private final AccountStore store;

    public Accounts(AccountStore store) {
        this.store = store;
    }

    /** All accounts in order of their names. */
    public List<Account> list() {
        return store.list();
    }

    /** Creates an account; throws IllegalArgumentException when the password is not acceptable. */
    public Outcome create(AccountName name, String password, Role role) {
        return store.createIfAbsent(new Account(name, PasswordPolicy.accept(name, password), role)) ? Outcome.DONE : Outcome.NAME_TAKEN;
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

    /** Sets another role, valid from the account's next request on. */
    public synchronized Outcome changeRole(AccountName name, Role role) {
        Optional<Account> account = store.find(name);
        if (account.isEmpty()) {
            return Outcome.NOT_FOUND;
        }
        if (role != Role.ADMIN && isLastAdministrator(name)) {
            return Outcome.LAST_ADMINISTRATOR;
        }
        store.save(account.get().withRole(role));
        return Outcome.DONE;
    }

    /** Removes an account; its tokens are refused from then on. */
    public synchronized Outcome delete(AccountName name) {
        if (isLastAdministrator(name)) {
            return Outcome.LAST_ADMINISTRATOR;
        }
        return store.delete(name) ? Outcome.DONE : Outcome.NOT_FOUND;
    }

    private boolean isLastAdministrator(AccountName name) {
        List<AccountName> administrators = store.list().stream()
            .filter(account -> account.role() == Role.ADMIN)
            .map(Account::name)
            .toList();
        return administrators.equals(List.of(name));
    }
}
