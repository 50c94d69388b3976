// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.channel;

/** A channel could not be updated; what it gave before stays in force. */
public class ChannelException extends Exception {
    public ChannelException(String message) {
        super(message);
    }

    public ChannelException(String message, Throwable cause) {
        super(message, cause);
    }
}
