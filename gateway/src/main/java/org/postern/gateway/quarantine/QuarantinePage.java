// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param items newest first
 * @param next  cursor of the following page, empty on the last
 */
public record QuarantinePage(List<QuarantineItem> items, Optional<String> next) {
    public QuarantinePage {
        items = List.copyOf(items);
    }
}
