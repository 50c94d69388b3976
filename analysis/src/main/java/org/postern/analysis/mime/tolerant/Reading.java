// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.util.List;
import java.util.Optional;

/**
 * A content that only another reading than the standard one shows.
 *
 * @param kind    the place where programs part ways, such as {@code boundary}; docs/mime.md lists them
 * @param telling whether that is an ambiguity; false for what merely stands outside the parts or within text, as honest mail has it too
 * @param depth   nesting of entities
 * @param fields  header of the entity that it is the content of; empty for what has none
 * @param name    file name, where it does not stand in the header
 * @param content decoded
 */
public record Reading(String kind, boolean telling, int depth, List<RawField> fields, Optional<String> name, byte[] content) {
    /** Kind of words before or behind the parts of a message whose structure is beyond doubt. */
    public static final String OUTSIDE = "outside";

    public Reading {
        fields = List.copyOf(fields);
    }
}
