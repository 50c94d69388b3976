// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.reputation;

class InMemorySenderHistoryStoreTest implements SenderHistoryStoreContract {
    private final SenderHistoryStore store = new InMemorySenderHistoryStore();

    @Override
    public SenderHistoryStore store() {
        return store;
    }
}
