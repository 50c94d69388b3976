// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.Optional;

import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.access.AccountStore;
import org.postern.gateway.access.FirstAdministrator;

/**
 * Asks the storage by reading one record.
 */
public final class StorageCheck implements ComponentCheck {
    private final AccountStore accounts;

    public StorageCheck(AccountStore accounts) {
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public Optional<String> problem() {
        try {
            accounts.find(FirstAdministrator.NAME);
            return Optional.empty();
        } catch (StorageUnavailableException e) {
            return Optional.of("the storage cannot be reached");
        }
    }
}
