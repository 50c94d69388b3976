// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.io.IOException;

import org.postern.analysis.message.MessageSource;

/**
 * Hands a message to the durable queue for delivery without filtering it again. Implemented over James's spool.
 */
public interface MessageOutlet {

    /**
     * Returns once the queue has the message safely.
     *
     * @param messageId      Postern's id, kept for the timeline
     * @param envelopeSender empty for the null sender
     * @param recipient      the only recipient
     * @param message        what to deliver; body unchanged, header fields that speak for the filter replaced by the id alone
     */
    void deliver(String messageId, String envelopeSender, String recipient, MessageSource message) throws IOException;

    /**
     * The same for a copy of which its sender must not learn: nobody is told when it cannot be delivered. An outlet that can make no
     * such difference delivers it as any other.
     */
    default void deliverCopy(String messageId, String envelopeSender, String recipient, MessageSource message) throws IOException {
        deliver(messageId, envelopeSender, recipient, message);
    }
}
