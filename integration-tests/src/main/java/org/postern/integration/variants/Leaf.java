// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.variants;

/**
 * An entity without parts of its own.
 *
 * @param fields header lines, each ended by a line end
 * @param body   encoded, one character for each byte
 * @param how    what was done to it
 */
record Leaf(String fields, String body, String how) {
    String entity() {
        return fields + "\r\n" + body;
    }
}
