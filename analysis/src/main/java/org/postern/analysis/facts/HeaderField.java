// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

/**
 * One header field of the message's top part, in order of appearance.
 *
 * @param name  field name as written
 * @param raw   unfolded value, bytes outside ASCII read as UTF-8 or else ISO-8859-1
 * @param value the same with RFC 2047 encoded words decoded
 */
public record HeaderField(String name, String raw, String value) {
}
