// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

/** Makes the test for one rule that says {@code eval:name(arguments)}, when the rule set is compiled. */
@FunctionalInterface
public interface EvalFunction {

    /**
     * Reads the arguments and compiles what can be compiled.
     *
     * @throws IllegalArgumentException when the arguments make no sense; the message is reported with the rule's file and line
     */
    EvalTest prepare(EvalCall call);
}
