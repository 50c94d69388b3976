// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.decide;

import java.util.Optional;

/**
 * Something to be done with an item, and for whom.
 *
 * @param action    what
 * @param actor     who wants it, as timelines name them
 * @param own       whether it is the recipient's own wish
 * @param to        where a release sends it instead of the recipient
 * @param confirmed whether a release goes ahead whatever virus engines say
 */
public record ActionOrder(ItemAction action, String actor, boolean own, Optional<String> to, boolean confirmed) {
}
