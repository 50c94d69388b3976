// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.List;
import java.util.Optional;

/**
 * A file inside a part: a member of an archive, a file embedded in a document. Members of a nested archive follow the archive itself, one
 * deeper. Names are only names; nothing is ever written under them.
 *
 * @param depth        1 for a member of the part itself, 2 for a member of an archive in it, and so on
 * @param container    name of the archive it is a member of; the part's own name, or empty, at depth 1
 * @param name         name as it stands in the archive, folders included
 * @param detectedType media type by content; application/octet-stream when nothing is recognised or nothing could be read
 * @param nameType     media type that the name's extension stands for
 * @param size         length in bytes as far as it was read; 0 when it was not
 * @param facts        kinds of facts of this member alone, such as {@code archive.encrypted}
 */
public record Member(int depth, String container, String name, String detectedType, Optional<String> nameType, long size,
                     List<String> facts) {
    public Member {
        facts = List.copyOf(facts);
    }
}
