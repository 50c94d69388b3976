// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What one spam rule looks at. */
sealed interface SpamTest {

    /** A regular expression on the value of a header, or on its absence. */
    record Header(HeaderSelector selector, Pattern pattern, boolean negated, Optional<String> ifUnset) implements SpamTest {
    }

    /** Whether a header is there. */
    record Exists(String name) implements SpamTest {
    }

    /**
     * A regular expression on some text of the message.
     *
     * @param literals texts in lower case of which one must occur for a match; empty when none is known
     */
    record Text(TextKind kind, Pattern pattern, List<String> literals) implements SpamTest {
    }

    /** An expression on the results of other rules. */
    record Meta(MetaExpression expression) implements SpamTest {
    }

    /** The texts that rules look at. */
    enum TextKind {
        BODY,
        RAWBODY,
        URI,
        FULL
    }
}
