// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param items    newest first
 * @param next     cursor of the following page, empty on the last
 * @param lookedTo when the page is short only because enough was looked at: down to which time; what is older is on following pages
 */
public record QuarantinePage(List<QuarantineItem> items, Optional<String> next, Optional<Instant> lookedTo) {
    public QuarantinePage {
        items = List.copyOf(items);
    }

    /** A page that is full, or the last. */
    public QuarantinePage(List<QuarantineItem> items, Optional<String> next) {
        this(items, next, Optional.empty());
    }
}
