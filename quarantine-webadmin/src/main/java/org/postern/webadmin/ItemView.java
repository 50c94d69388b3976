// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.List;

import org.postern.gateway.quarantine.QuarantineItem;

/**
 * A quarantine item as JSON; kept apart from the domain's record so that the one can change without the other.
 */
record ItemView(String id, String messageId, String kind, String status, String direction, String quarantinedAt, String expiresAt,
                String envelopeSender, String recipient, String subject, String from, String clientAddress, long size, double score,
                List<String> rules, String reason, String why, boolean seen, String requestedAt) {

    /** An item, and in a sentence why it is there. */
    static ItemView of(QuarantineItem item, String why) {
        return new ItemView(item.id().value(), item.id().messageId(), item.kind().name(), item.status().name(), item.direction().name(),
            item.quarantinedAt().toString(), item.expiresAt().toString(), item.envelopeSender(), item.recipient(), item.subject(),
            item.headerFrom(), item.clientAddress(), item.size(), item.score(), item.rules(), item.reason(), why,
            item.marks().seen(), item.marks().requestedAt().map(Object::toString).orElse(null));
    }
}
