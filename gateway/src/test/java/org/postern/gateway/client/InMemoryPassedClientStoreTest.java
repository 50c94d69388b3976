// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.client;

class InMemoryPassedClientStoreTest implements PassedClientStoreContract {
    private final PassedClientStore store = new InMemoryPassedClientStore();

    @Override
    public PassedClientStore passedClients() {
        return store;
    }
}
