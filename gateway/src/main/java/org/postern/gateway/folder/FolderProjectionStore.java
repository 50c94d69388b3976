// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import java.util.List;

import org.postern.gateway.quarantine.ItemId;

/**
 * Where projections are kept: partitioned by user, a handful each. Entries are removed when their item is settled, not by lifetime:
 * a projection must outlive its item, so that the folder can be cleaned. Not on the path of a message. Every method throws
 * {@link org.postern.gateway.StorageUnavailableException} when the store cannot be asked.
 */
public interface FolderProjectionStore {

    /** Stores it unless there is one of this user and item; of concurrent callers one gets {@code true}. */
    boolean createIfAbsent(FolderProjection projection);

    /** Stores it, in place of one of the same user and item. */
    void save(FolderProjection projection);

    /** All projections of a user, in no particular order. */
    List<FolderProjection> ofUser(String user);

    /** Removes it; nothing happens when there is none. */
    void remove(String user, ItemId item);

    /** Every user with a projection, in no particular order; may take long and is asked by reconciliation only. */
    List<String> users();
}
