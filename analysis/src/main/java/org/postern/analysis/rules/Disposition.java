// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.List;

/**
 * What becomes of a message for one recipient.
 *
 * @param recipient the envelope recipient
 * @param outcome   the final action: {@link Action.Accept}, {@link Action.Block} or {@link Action.Quarantine}
 * @param actions   the non-final actions to carry out before, in order
 * @param rules     names of the rules that bound this recipient, in order of priority
 */
public record Disposition(String recipient, Action outcome, List<Action> actions, List<String> rules) {
    public Disposition {
        if (!outcome.isFinal()) {
            throw new IllegalArgumentException("not a final action: " + outcome);
        }
        actions = List.copyOf(actions);
        rules = List.copyOf(rules);
    }

    public boolean delivers() {
        return outcome instanceof Action.Accept;
    }

    public boolean blocks() {
        return outcome instanceof Action.Block;
    }

    public boolean quarantines() {
        return outcome instanceof Action.Quarantine;
    }
}
