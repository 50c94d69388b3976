// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.List;
import java.util.Optional;

/**
 * Where accounts are kept. Every method throws {@link org.postern.gateway.StorageUnavailableException} when the store cannot be asked.
 */
public interface AccountStore {

    Optional<Account> find(AccountName name);

    /** Stores the account, in place of one of the same name. */
    void save(Account account);

    /** Stores the account unless the name is taken; of concurrent callers one gets {@code true}. */
    boolean createIfAbsent(Account account);

    /** Removes the account; {@code false} when there was none. */
    boolean delete(AccountName name);

    /** All accounts in order of their names; there are few. */
    List<Account> list();
}
