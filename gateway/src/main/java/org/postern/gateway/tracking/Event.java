// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One fact on a message's timeline.
 *
 * @param messageId Postern's id of the message (for a refusal before DATA, an id made for the SMTP transaction)
 * @param time      when it happened
 * @param node      name of the node that saw it
 * @param type      what happened
 * @param recipient the recipient concerned, empty when it concerns all
 * @param details   further facts by name, such as {@code reply}, {@code score}, {@code rule}; values are short texts
 */
public record Event(String messageId, Instant time, String node, EventType type, Optional<String> recipient,
                    Map<String, String> details) {
    public Event {
        details = Map.copyOf(details);
    }
}
