// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.time.Clock;

class InMemoryQuarantineStoreTest implements QuarantineStoreContract, QuarantineListContract {
    private final QuarantineStore store = new InMemoryQuarantineStore(Clock.systemUTC());

    @Override
    public QuarantineStore store() {
        return store;
    }
}
