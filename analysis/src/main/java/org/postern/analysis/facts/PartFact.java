// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

/**
 * Something that looking into a part's content told, such as that an archive is encrypted. A rule may act on it, and a person may read
 * why.
 *
 * @param kind   dotted name, such as {@code archive.encrypted} or {@code document.macro}; docs/mime.md lists them
 * @param detail what was seen, for people
 */
public record PartFact(String kind, String detail) {
}
