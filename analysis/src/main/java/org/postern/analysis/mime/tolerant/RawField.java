// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

/**
 * A header field as a tolerant reader cuts it.
 *
 * @param name  without blanks around it
 * @param value without the line ends of folding, one character for each byte (ISO-8859-1)
 */
public record RawField(String name, String value) {
}
