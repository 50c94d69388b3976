// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

/**
 * Decoded content that virus engines are to scan beside the message as received: a part that only another reading shows, or a member of
 * an archive format that engines do not read.
 *
 * @param origin where it comes from, for people
 * @param bytes  the content; shared, not to be changed
 */
public record RevealedContent(String origin, byte[] bytes) {
}
