// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

class MemoryFolderProjectionStoreTest implements FolderProjectionStoreContract {
    @Override
    public FolderProjectionStore testee() {
        return new MemoryFolderProjectionStore();
    }
}
