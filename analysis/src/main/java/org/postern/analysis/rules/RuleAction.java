// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

/** An action as a rule has it: written out, or by the name under which several rules share it. */
public sealed interface RuleAction {

    /** Written out in the rule. */
    record Inline(Action action) implements RuleAction {
    }

    /** Defined among the rule set's actions. */
    record Named(String name) implements RuleAction {
    }
}
