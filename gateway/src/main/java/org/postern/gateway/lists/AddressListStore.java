// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.lists;

import java.util.Collection;
import java.util.List;

/**
 * Keeps the entries of the address lists. Every method throws {@link org.postern.gateway.StorageUnavailableException} when the store
 * cannot be asked.
 */
public interface AddressListStore {

    /** A text that is another one after each change, cheap to ask for; two equal answers mean that nothing has changed between them. */
    String version();

    /** All entries that have not expired, in any order. */
    List<AddressEntry> entries();

    /** Adds entries, each in place of the one with the same {@link AddressEntry#id()}. */
    void save(Collection<AddressEntry> entries);

    /** Removes entries by their ids; those that are not there are passed over. */
    void delete(ListName list, Collection<String> ids);
}
