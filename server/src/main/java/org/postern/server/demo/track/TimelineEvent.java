// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.track;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One event as the REST interface shows it; the demo reads the timeline like any other client, not from the store.
 *
 * @param time      when it happened
 * @param node      name of the node
 * @param type      such as {@code QUARANTINED}
 * @param recipient empty when it concerns all
 * @param details   further facts by name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TimelineEvent(Instant time, String node, String type, Optional<String> recipient, Map<String, String> details) {
    public TimelineEvent {
        recipient = recipient == null ? Optional.empty() : recipient;
        details = details == null ? Map.of() : Map.copyOf(details);
    }

    /** Whether it says something about this recipient, alone or among all. */
    public boolean concerns(String address) {
        return recipient.isEmpty() || recipient.get().equalsIgnoreCase(address);
    }
}
