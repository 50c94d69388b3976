// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a message for one recipient.
 *
 * @param address empty while no recipient is known
 * @param status  how far it has come
 * @param since   when it came so far
 * @param rules   rules that bound the message for this recipient
 * @param reason  name of the SMTP check that refused or deferred it
 * @param reply   what was answered, by this server or by the next one
 */
public record TrackedRecipient(Optional<String> address, TrackStatus status, Instant since, List<String> rules, Optional<String> reason,
                               Optional<String> reply) {
    public TrackedRecipient {
        rules = List.copyOf(rules);
    }
}
