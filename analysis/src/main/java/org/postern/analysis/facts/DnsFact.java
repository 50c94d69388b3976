// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.List;

/**
 * One answer of the DNS that a message was judged by, so that the judgement can be understood, and repeated, when the DNS has changed.
 *
 * @param name   name that was asked for
 * @param type   records that were asked for, such as {@code A}
 * @param result what became of the question
 * @param values records, codes of refusal, or why there is no answer
 */
public record DnsFact(String name, String type, Result result, List<String> values) {

    /** The kinds of answers. */
    public enum Result {
        FOUND,
        /** There are no such records. */
        NONE,
        /** The list does not serve this gateway. */
        REFUSED,
        /** No answer came in time. */
        FAILED
    }

    public DnsFact {
        values = values == null ? List.of() : List.copyOf(values);
    }
}
