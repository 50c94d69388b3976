// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Names contents so that equal ones are known again among many readings. Line ends and blanks at the end, in which programs differ
 * without any harm, do not count. A cryptographic digest, since whoever writes the mail must not be able to make two contents look alike.
 */
public final class ContentDigest {
    private static final int CHUNK = 8192;

    private ContentDigest() {
    }

    /** Digest of the first so many bytes. */
    public static BigInteger of(byte[] content, int length) {
        int end = length;
        while (end > 0 && (content[end - 1] == '\n' || content[end - 1] == '\r' || content[end - 1] == ' ' || content[end - 1] == '\t')) {
            end--;
        }
        MessageDigest digest = sha256();
        byte[] chunk = new byte[CHUNK];
        int filled = 0;
        for (int i = 0; i < end; i++) {
            if (content[i] == '\r' && i + 1 < end && content[i + 1] == '\n') {
                continue;
            }
            if (filled == CHUNK) {
                digest.update(chunk, 0, filled);
                filled = 0;
            }
            chunk[filled++] = content[i] == '\r' ? (byte) '\n' : content[i];
        }
        digest.update(chunk, 0, filled);
        return new BigInteger(1, digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
