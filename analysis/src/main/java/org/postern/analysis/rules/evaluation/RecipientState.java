// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.BoundAction;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.QuarantineKind;

/** What the rules have decided for one recipient so far. */
final class RecipientState {
    private final String recipient;
    private final List<BoundAction> actions = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();
    private Optional<Action> outcome = Optional.empty();

    RecipientState(String recipient) {
        this.recipient = recipient;
    }

    String recipient() {
        return recipient;
    }

    boolean settled() {
        return outcome.isPresent();
    }

    void bind(CompiledRule rule, List<Integer> parts, boolean withheld, Facts facts) {
        rules.add(rule.name());
        for (Action action : rule.accumulating()) {
            boolean marked = action instanceof Action.RemoveAttachments remove && !remove.all();
            actions.add(new BoundAction(rule.name(), action, marked ? parts : List.of()));
        }
        outcome = withheld ? Optional.of(new Action.Quarantine(QuarantineKind.UNSCANNED))
            : rule.settling().map(action -> action.resolved(facts.virus().infected()));
    }

    void settle(String name, Action action) {
        rules.add(name);
        outcome = Optional.of(action);
    }

    Disposition disposition() {
        return new Disposition(recipient, outcome.orElseThrow(), actions, rules);
    }
}
