// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.Optional;

/** Administrators whose names and passwords are kept elsewhere. An account of the same name here goes before. */
public interface OutsideAccounts {
    /** Nobody. */
    OutsideAccounts NONE = new OutsideAccounts() {
        @Override
        public Optional<Role> signIn(AccountName name, String password) {
            return Optional.empty();
        }

        @Override
        public Optional<Role> role(AccountName name) {
            return Optional.empty();
        }
    };

    /** The role of whoever has this name and password; empty when there is nobody, or it cannot be found out now. */
    Optional<Role> signIn(AccountName name, String password);

    /** The role that a name has now. */
    Optional<Role> role(AccountName name);
}
