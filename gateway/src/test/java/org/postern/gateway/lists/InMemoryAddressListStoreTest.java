// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.lists;

import java.time.Clock;

class InMemoryAddressListStoreTest implements AddressListStoreContract {
    private final AddressListStore store = new InMemoryAddressListStore(Clock.systemUTC());

    @Override
    public AddressListStore store() {
        return store;
    }
}
