// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.postern.analysis.message.MessageSource;

/** Content to scan with its hash, which is counted once for all engines, by the first that asks. */
final class ScanContent {
    private static final int BUFFER = 64 * 1024;

    private final MessageSource source;
    private String hash;

    ScanContent(MessageSource source) {
        this.source = source;
    }

    MessageSource source() {
        return source;
    }

    /** SHA-256 in hexadecimal. */
    synchronized String hash() throws IOException {
        if (hash == null) {
            MessageDigest digest = sha256();
            byte[] buffer = new byte[BUFFER];
            try (InputStream in = source.open()) {
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    digest.update(buffer, 0, length);
                }
            }
            hash = HexFormat.of().formatHex(digest.digest());
        }
        return hash;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
