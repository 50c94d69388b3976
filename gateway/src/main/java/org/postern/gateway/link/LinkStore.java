// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.link;

import java.util.Optional;

/**
 * Keeps links until they end. Every method throws {@link org.postern.gateway.StorageUnavailableException} when the store cannot be
 * asked.
 */
public interface LinkStore {

    /** Keeps a link until its end. */
    void save(AccessLink link);

    /** The link of this id; empty when there is none, or it has ended or was revoked. */
    Optional<AccessLink> find(String id);

    /** Ends all links of a recipient. */
    void revoke(String recipient);
}
