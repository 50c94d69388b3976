// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import java.io.IOException;
import java.io.InputStream;

import org.postern.analysis.message.MessageSource;

/** The bytes of a message for a program beside Postern, if there are not too many. */
final class OfferedMessage {
    private OfferedMessage() {
    }

    /**
     * Reads a message.
     *
     * @throws IOException when it cannot be read, or is larger than {@code most} bytes
     */
    static byte[] read(MessageSource message, long most) throws IOException {
        try (InputStream in = message.open()) {
            byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, most + 1));
            if (bytes.length > most) {
                throw new IOException("the message is larger than spam.max-size-mb");
            }
            return bytes;
        }
    }
}
