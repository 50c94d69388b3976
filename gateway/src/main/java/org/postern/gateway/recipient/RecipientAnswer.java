// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.recipient;

/**
 * What is known about a recipient behind the gateway. That nothing is known is an answer of its own, so that a server that is away is
 * never taken for one that knows no such recipient.
 */
public sealed interface RecipientAnswer {
    RecipientAnswer EXISTS = new Exists();
    RecipientAnswer UNKNOWN = new Unknown();

    /** The server takes mail for it. */
    record Exists() implements RecipientAnswer {
    }

    /** The server refuses mail for it for good. */
    record Unknown() implements RecipientAnswer {
    }

    /**
     * It could not be found out.
     *
     * @param reason what was in the way, for the log; not for the client
     */
    record Unavailable(String reason) implements RecipientAnswer {
    }
}
