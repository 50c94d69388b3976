// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.nio.charset.StandardCharsets;

/** Texts of octets as bytes. */
final class Octets {
    private Octets() {
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
