// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

/**
 * One header field of a MIME entity below the top part, an enclosed message's header included.
 *
 * @param part  number of the part
 * @param name  field name as written
 * @param value decoded value
 */
public record PartField(int part, String name, String value) {
}
