// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.request;

import java.time.Instant;

import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.auth.SenderChecks;

/**
 * One message to be filtered, from the DATA hook or from the spool alike.
 *
 * @param messageId  Postern's id, given once at reception
 * @param receivedAt when it was received
 * @param direction  by the port it arrived on
 * @param envelope   sender and the recipients to decide for
 * @param client     who handed it over
 * @param message    the bytes as received
 * @param patience   what to do when a scanner does not finish
 * @param senders    the checks of who sent it, which go on meanwhile
 */
public record FilterRequest(String messageId, Instant receivedAt, Direction direction, Envelope envelope, Client client,
                            MessageSource message, Patience patience, SenderChecks.Running senders) {

    /** A message whose sender nobody checks yet. */
    public FilterRequest(String messageId, Instant receivedAt, Direction direction, Envelope envelope, Client client,
                         MessageSource message, Patience patience) {
        this(messageId, receivedAt, direction, envelope, client, message, patience, SenderChecks.Running.none());
    }

    /** The same while its sender is checked. */
    public FilterRequest with(SenderChecks.Running running) {
        return new FilterRequest(messageId, receivedAt, direction, envelope, client, message, patience, running);
    }

    /** The same from this client. */
    public FilterRequest with(Client other) {
        return new FilterRequest(messageId, receivedAt, direction, envelope, other, message, patience, senders);
    }

    /** Whether an unfinished virus scan may be tried again later or must be settled now. */
    public enum Patience {
        /** Answer {@link FilterOutcome.TryAgain}: the client or the queue comes back. */
        RETRY,
        /** The time for retries is over: quarantine as unscanned. */
        EXHAUSTED
    }
}
