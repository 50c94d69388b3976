// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.relay;

/**
 * Whether mail for a recipient is taken.
 */
public sealed interface RelayDecision {

    /** It is taken. */
    record Accept() implements RelayDecision {
    }

    /**
     * It is refused.
     *
     * @param code         SMTP reply code
     * @param enhancedCode RFC 3463 status
     * @param text         rest of the reply, one line of ASCII
     */
    record Refuse(int code, String enhancedCode, String text) implements RelayDecision {
    }

    default boolean accepts() {
        return this instanceof Accept;
    }
}
