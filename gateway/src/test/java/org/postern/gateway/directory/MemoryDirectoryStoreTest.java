// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.time.Clock;

class MemoryDirectoryStoreTest implements DirectoryStoreContract {
    private final DirectoryStore store = new MemoryDirectoryStore(Clock.systemUTC());

    @Override
    public DirectoryStore testee() {
        return store;
    }
}
