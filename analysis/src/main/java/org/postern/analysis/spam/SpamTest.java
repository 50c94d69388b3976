// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.List;
import java.util.Optional;

import org.postern.analysis.spam.eval.EvalTest;

/** What one spam rule looks at. */
sealed interface SpamTest {

    /** A regular expression on the value of a header, or on its absence. */
    record Header(String selector, RuleExpression expression, boolean negated, Optional<String> ifUnset) implements SpamTest {
    }

    /** Whether a header is there. */
    record Exists(String selector) implements SpamTest {
    }

    /** A regular expression on some text of the message. */
    record Text(TextKind kind, RuleExpression expression) implements SpamTest {
    }

    /** An expression on the results of other rules. */
    record Meta(MetaExpression expression) implements SpamTest {
    }

    /** A test that only code can express. */
    record Eval(String kind, String call, EvalTest test) implements SpamTest {
    }

    /** A regular expression on a header field of every MIME part. */
    record MimeHeader(String field, boolean raw, RuleExpression expression, boolean negated, String ifUnset) implements SpamTest {
    }

    /** Several regular expressions that one URI must meet all. */
    record UriDetail(List<UriCriterion> criteria) implements SpamTest {
    }

    /** A name that only other parts can make hit. */
    record Declared() implements SpamTest {
    }

    /** The texts that rules look at. */
    enum TextKind {
        BODY,
        RAWBODY,
        URI,
        FULL
    }
}
