// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.Optional;

/**
 * One MIME entity of a message. Containers are parts too, so that a part's number is its place in a walk of the whole tree.
 *
 * @param number       1 for the message itself, then in traversal order
 * @param depth        0 for the message itself
 * @param declaredType media type of the Content-Type field, lower case, text/plain when absent (RFC 2045 section 5.2)
 * @param detectedType media type by content; application/octet-stream when nothing is recognised
 * @param name         decoded file name, of Content-Disposition or else Content-Type
 * @param attachment   whether the disposition is attachment
 * @param size         decoded length in bytes, as far as it was read
 */
public record Part(int number, int depth, String declaredType, String detectedType, Optional<String> name, boolean attachment,
                   long size) {
}
