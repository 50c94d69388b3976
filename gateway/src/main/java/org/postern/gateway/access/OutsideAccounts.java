// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.Optional;

/** Administrators and users whose names and passwords are kept elsewhere. An account of the same name here goes before. */
public interface OutsideAccounts {
    /** Nobody. */
    OutsideAccounts NONE = new OutsideAccounts() {
        @Override
        public Optional<OutsideAccount> signIn(AccountName name, String password) {
            return Optional.empty();
        }

        @Override
        public Optional<OutsideAccount> find(AccountName name, String identity) {
            return Optional.empty();
        }
    };

    /** Whoever has this name and password; empty when there is nobody, or it cannot be found out now. */
    Optional<OutsideAccount> signIn(AccountName name, String password);

    /** Whoever signed in by this name before, as he is now; empty when he may not sign in any more. */
    Optional<OutsideAccount> find(AccountName name, String identity);
}
