// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

/**
 * The text of one text part, in the two forms that spam rules look at.
 *
 * @param part     number of the part it came from
 * @param html     whether the source is HTML
 * @param decoded  text after transfer encoding and character set, markup kept
 * @param rendered what a reader sees: the same for plain text, without markup for HTML; paragraphs are parted by empty lines
 */
public record TextPart(int part, boolean html, String decoded, String rendered) {
}
