// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.List;
import java.util.Optional;

import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.access.Account;
import org.postern.gateway.access.AccountName;
import org.postern.gateway.access.AccountStore;

final class SwitchableAccountStore implements AccountStore {
    private final AccountStore store;
    volatile boolean away;

    SwitchableAccountStore(AccountStore store) {
        this.store = store;
    }

    private AccountStore store() {
        if (away) {
            throw new StorageUnavailableException("switched off", null);
        }
        return store;
    }

    @Override
    public Optional<Account> find(AccountName name) {
        return store().find(name);
    }

    @Override
    public void save(Account account) {
        store().save(account);
    }

    @Override
    public boolean createIfAbsent(Account account) {
        return store().createIfAbsent(account);
    }

    @Override
    public boolean delete(AccountName name) {
        return store().delete(name);
    }

    @Override
    public List<Account> list() {
        return store().list();
    }
}
