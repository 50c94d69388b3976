// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.List;
import java.util.Optional;

/**
 * One MIME entity of a message. Containers are parts too, so that a part's number is its place in a walk of the whole tree. Parts that
 * only another reading of the message shows follow those of the standard reading.
 *
 * @param number       1 for the message itself, then in traversal order
 * @param depth        0 for the message itself
 * @param declaredType media type of the Content-Type field, lower case, text/plain when absent (RFC 2045 section 5.2)
 * @param detectedType media type by content; application/octet-stream when nothing is recognised
 * @param name         decoded file name, of Content-Disposition or else Content-Type
 * @param attachment   whether the disposition is attachment
 * @param size         decoded length in bytes, as far as it was read
 * @param nameType     media type that the file name's extension stands for
 * @param reading      {@link #STANDARD}, or the kind of ambiguity under which this part appears, such as {@code boundary}
 * @param facts        what looking into the content told
 * @param members      files inside the part, those of nested archives included
 */
public record Part(int number, int depth, String declaredType, String detectedType, Optional<String> name, boolean attachment,
                   long size, Optional<String> nameType, String reading, List<PartFact> facts, List<Member> members) {
    /** The reading of a program that follows the standards and forgives small faults. */
    public static final String STANDARD = "standard";

    /** Records of earlier versions have none of the later fields. */
    public Part {
        nameType = nameType == null ? Optional.empty() : nameType;
        reading = reading == null ? STANDARD : reading;
        facts = facts == null ? List.of() : List.copyOf(facts);
        members = members == null ? List.of() : List.copyOf(members);
    }

    /** A part of the standard reading into whose content nobody has looked. */
    public Part(int number, int depth, String declaredType, String detectedType, Optional<String> name, boolean attachment, long size) {
        this(number, depth, declaredType, detectedType, name, attachment, size, Optional.empty(), STANDARD, List.of(), List.of());
    }

    /** Whether looking into the content told something of this kind. */
    public boolean has(String kind) {
        return facts.stream().anyMatch(fact -> fact.kind().equals(kind));
    }
}
