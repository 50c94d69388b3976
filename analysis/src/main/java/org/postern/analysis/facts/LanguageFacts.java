// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.List;

/**
 * What a message is written in, as far as its text tells.
 *
 * @param likely languages by two or three letters, likeliest first; none when the text is too short or fits too many
 */
public record LanguageFacts(List<String> likely) {
    private static final LanguageFacts NONE = new LanguageFacts(List.of());

    public LanguageFacts {
        likely = likely == null ? List.of() : List.copyOf(likely);
    }

    /** Nobody looked, or nothing can be told. */
    public static LanguageFacts none() {
        return NONE;
    }
}
