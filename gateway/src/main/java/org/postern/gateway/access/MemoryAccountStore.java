// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Accounts for as long as the process lives; for James servers without a database.
 */
public final class MemoryAccountStore implements AccountStore {
    private final ConcurrentSkipListMap<String, Account> accounts = new ConcurrentSkipListMap<>();

    @Override
    public Optional<Account> find(AccountName name) {
        return Optional.ofNullable(accounts.get(name.value()));
    }

    @Override
    public void save(Account account) {
        accounts.put(account.name().value(), account);
    }

    @Override
    public boolean createIfAbsent(Account account) {
        return accounts.putIfAbsent(account.name().value(), account) == null;
    }

    @Override
    public boolean delete(AccountName name) {
        return accounts.remove(name.value()) != null;
    }

    @Override
    public List<Account> list() {
        return List.copyOf(accounts.values());
    }
}
