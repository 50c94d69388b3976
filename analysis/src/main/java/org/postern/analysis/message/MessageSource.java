// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of one message exactly as received, readable as often as needed. It exists so that scanners, parsers and stores
 * need not know whether a message lives in memory, in a file of the server or in a database.
 */
public interface MessageSource {

    /** Opens the message at its first byte; the caller closes the stream. */
    InputStream open() throws IOException;

    /** Length in bytes of what {@link #open()} yields. */
    long size() throws IOException;

    /** A message held in memory; the array must not be changed afterwards. */
    static MessageSource of(byte[] bytes) {
        return new MessageSource() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public long size() {
                return bytes.length;
            }
        };
    }
}
