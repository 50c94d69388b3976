// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

/**
 * A file that stands encoded within text, as mail programs sent them before MIME and some still show them.
 *
 * @param kind    {@code uuencode} or {@code yenc}
 * @param name    its name, one character for each byte
 * @param content decoded
 */
record TextAttachment(String kind, String name, byte[] content) {
}
