// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.personal;

import java.util.List;

/**
 * Keeps people's own lists, entry by entry, so that changes made on two nodes at once are both kept. Every method throws
 * {@link org.postern.gateway.StorageUnavailableException} when the store cannot be asked.
 */
public interface PersonalListStore {

    /** All entries of an owner, in the order of their values. */
    List<PersonalEntry> entries(String owner);

    /** Adds an entry, in place of one with the same value in either list. */
    void save(String owner, PersonalEntry entry);

    /** Removes the entry with this value; nothing happens when there is none. */
    void delete(String owner, String value);
}
