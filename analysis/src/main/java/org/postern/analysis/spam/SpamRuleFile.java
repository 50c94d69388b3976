// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.nio.charset.StandardCharsets;

/**
 * A file of spam rules as it was read by whoever may read files.
 *
 * @param name for warnings
 * @param text one character for each byte, since the rules are written for the bytes of text
 */
public record SpamRuleFile(String name, String text) {

    /** A file from its bytes. */
    public static SpamRuleFile of(String name, byte[] bytes) {
        return new SpamRuleFile(name, new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
