// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rate;

/** Tells administrators that one of their senders sends too much. Must not wait and must not fail. */
@FunctionalInterface
public interface OutboundAlert {

    /**
     * Tells it.
     *
     * @param transaction id of the transaction that went over the limit
     * @param held        whether the sender's mail is held from now on
     */
    void exceeded(String transaction, String sender, String reason, boolean held);
}
