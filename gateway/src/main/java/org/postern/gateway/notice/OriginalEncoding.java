// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.notice;

import java.io.IOException;
import java.io.InputStream;

import org.postern.analysis.message.MessageSource;

/**
 * Tells which transfer encoding an attached message needs. RFC 2046 section 5.2.1 allows no encoding that changes its bytes.
 */
final class OriginalEncoding {
    private static final int BUFFER = 8192;

    private OriginalEncoding() {
    }

    static String of(MessageSource message) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = message.open()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] < 0) {
                        return "8bit";
                    }
                }
            }
        }
        return "7bit";
    }
}
