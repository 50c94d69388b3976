// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

import java.util.List;
import java.util.Optional;

/**
 * A page of a search's answer.
 *
 * @param rows   the newest message first; may be fewer than asked for although there are more
 * @param cursor where to go on, empty at the end
 */
public record MessagePage(List<MessageRow> rows, Optional<String> cursor) {
    public MessagePage {
        rows = List.copyOf(rows);
    }
}
