// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.util.Optional;

/**
 * Somebody's decision to release an item.
 *
 * @param actor     who decided, for the timeline
 * @param to        where to send it instead of its recipient; empty for the recipient
 * @param confirmed whether it is to go even when a virus is found in it, or nobody can say whether there is one
 */
public record ReleaseOrder(String actor, Optional<String> to, boolean confirmed) {

    /** A release to the recipient, of what virus engines find nothing in. */
    public static ReleaseOrder of(String actor) {
        return new ReleaseOrder(actor, Optional.empty(), false);
    }
}
