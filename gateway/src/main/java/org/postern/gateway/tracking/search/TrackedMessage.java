// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A message as its events tell of it so far.
 *
 * @param id          Postern's id
 * @param time        of reception
 * @param node        that received it
 * @param outgoing    whether it came in by the port for own users
 * @param sender      envelope sender, empty text for the null sender
 * @param client      IP address
 * @param user        who had signed in
 * @param headerId    what its field Message-ID says
 * @param queueId     its name in the server's queues
 * @param subject     decoded, if it is kept
 * @param size        in bytes
 * @param score       spam points
 * @param hits        spam tests that hit
 * @param viruses     names of what was found
 * @param micros      time the analysis took
 * @param recipients  sorted by address; one without address while none is known
 */
public record TrackedMessage(String id, Instant time, String node, boolean outgoing, Optional<String> sender, Optional<String> client,
                             Optional<String> user, Optional<String> headerId, Optional<String> queueId, Optional<String> subject,
                             OptionalLong size, OptionalDouble score, List<String> hits, List<String> viruses, OptionalLong micros,
                             List<TrackedRecipient> recipients) {
    public TrackedMessage {
        hits = List.copyOf(hits);
        viruses = List.copyOf(viruses);
        recipients = List.copyOf(recipients);
    }

    /** Whether this is a message from the null sender, as bounces are. */
    public boolean nullSender() {
        return sender.filter(String::isEmpty).isPresent();
    }
}
