// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.util.Arrays;

/** A message as programs see it that change bytes before they read. */
final class Rewritten {
    private Rewritten() {
    }

    static byte[] carriageReturnsAsLineFeeds(byte[] message) {
        byte[] rewritten = message.clone();
        for (int i = 0; i < rewritten.length; i++) {
            if (rewritten[i] == '\r' && (i + 1 == rewritten.length || rewritten[i + 1] != '\n')) {
                rewritten[i] = '\n';
            }
        }
        return rewritten;
    }

    static byte[] withoutZeros(byte[] message) {
        byte[] rewritten = new byte[message.length];
        int length = 0;
        for (byte b : message) {
            if (b != 0) {
                rewritten[length++] = b;
            }
        }
        return Arrays.copyOf(rewritten, length);
    }
}
