// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds the byte order of UTF-16 text that has no mark: by where the zero bytes of its spaces stand, and by which half is heavier. */
final class Utf16Order {
    private Utf16Order() {
    }

    static Optional<Charset> of(byte[] bytes) {
        if (bytes.length >= 2 && (bytes[0] == -1 && bytes[1] == -2 || bytes[0] == -2 && bytes[1] == -1)) {
            return Optional.of(StandardCharsets.UTF_16);
        }
        int little = 0;
        int big = 0;
        long even = 0;
        long odd = 0;
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            even += digits(bytes[i]);
            odd += digits(bytes[i + 1]);
            if (bytes[i] == ' ' && bytes[i + 1] == 0) {
                little++;
            } else if (bytes[i] == 0 && bytes[i + 1] == ' ') {
                big++;
            }
        }
        little += even > odd * 4 ? 1 : 0;
        big += odd * 4 > even ? 1 : 0;
        if (little == big) {
            return Optional.empty();
        }
        return Optional.of(little > big ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
    }

    private static int digits(byte value) {
        return (value >> 4 & 15) + (value & 15);
    }
}
