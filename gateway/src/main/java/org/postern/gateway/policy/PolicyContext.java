// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

import java.util.Optional;

import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;

/**
 * What is known of an SMTP session at one point of it.
 *
 * @param point       how far the session is
 * @param direction   by the port it came to
 * @param client      who speaks
 * @param sender      envelope sender, from MAIL on; the empty text is the null sender
 * @param recipient   the recipient in question, at RCPT only
 * @param transaction id of the transaction, under which decisions are recorded
 * @param session     what was decided and found before
 */
public record PolicyContext(PolicyPoint point, Direction direction, Client client, Optional<String> sender, Optional<String> recipient,
                            String transaction, PolicySession session) {

    /** Whether nothing is known of the client that would make it one of ours. */
    public boolean stranger() {
        return direction == Direction.INCOMING && client.authenticatedUser().isEmpty();
    }

    /** Domain of the envelope sender; empty for the null sender and before MAIL. */
    public Optional<String> senderDomain() {
        return sender.flatMap(PolicyContext::domain);
    }

    /** Domain of the recipient. */
    public Optional<String> recipientDomain() {
        return recipient.flatMap(PolicyContext::domain);
    }

    PolicyContext at(PolicyPoint earlier) {
        return new PolicyContext(earlier, direction, client, earlier.compareTo(PolicyPoint.MAIL) < 0 ? Optional.empty() : sender,
            Optional.empty(), transaction, session);
    }

    private static Optional<String> domain(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 || at == address.length() - 1 ? Optional.empty() : Optional.of(address.substring(at + 1));
    }
}
