// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.List;

/**
 * What becomes of a message for one recipient.
 *
 * @param recipient the envelope recipient
 * @param outcome   the final action: {@link Action.Accept}, {@link Action.Block}, {@link Action.Reject} or {@link Action.Quarantine}
 * @param bound     the non-final actions to carry out before, in order
 * @param rules     names of the rules that bound this recipient, in order of priority
 */
public record Disposition(String recipient, Action outcome, List<BoundAction> bound, List<String> rules) {
    public Disposition {
        if (!outcome.isFinal()) {
            throw new IllegalArgumentException("not a final action: " + outcome);
        }
        bound = List.copyOf(bound);
        rules = List.copyOf(rules);
    }

    /** The non-final actions without the rules that want them. */
    public List<Action> actions() {
        return bound.stream().map(BoundAction::action).toList();
    }

    public boolean delivers() {
        return outcome instanceof Action.Accept;
    }

    /** Whether the recipient does not get it and nobody keeps it. */
    public boolean blocks() {
        return outcome instanceof Action.Block || outcome instanceof Action.Reject;
    }

    public boolean quarantines() {
        return outcome instanceof Action.Quarantine;
    }

    /** The outcome in one or two words: {@code accept}, {@code block}, {@code reject} or {@code quarantine} with its kind. */
    public String outcomeName() {
        return ActionNames.of(outcome);
    }
}
