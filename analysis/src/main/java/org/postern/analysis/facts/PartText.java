// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

/**
 * What a reader sees of one text part.
 *
 * @param part number of the part
 * @param html whether its source is HTML
 * @param text without markup
 */
public record PartText(int part, boolean html, String text) {
}
