// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rate;

import java.util.List;

/** Senders on hold, shared by all nodes. Throws {@link org.postern.gateway.StorageUnavailableException} when it is away. */
public interface HoldStore {

    List<Hold> all();

    /** Puts a sender on hold, in the place of an earlier hold. */
    void put(Hold hold);

    /** Lets a sender go; nothing happens to one that is not on hold. */
    void remove(String name);
}
