// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

class MemoryAccountStoreTest implements AccountStoreContract {
    @Override
    public AccountStore testee() {
        return new MemoryAccountStore();
    }
}
