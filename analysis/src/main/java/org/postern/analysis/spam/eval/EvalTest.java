// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

/** A test of a message that no regular expression can express, its arguments already read. It keeps no state between messages. */
@FunctionalInterface
public interface EvalTest {

    /** Looks at the message. A test that lacks what it needs answers {@link EvalOutcome#unknown}, never a miss. */
    EvalOutcome evaluate(EvalContext context);
}
