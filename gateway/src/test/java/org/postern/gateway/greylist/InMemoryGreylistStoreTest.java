// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

class InMemoryGreylistStoreTest implements GreylistStoreContract {
    private final GreylistStore store = new InMemoryGreylistStore();

    @Override
    public GreylistStore store() {
        return store;
    }
}
