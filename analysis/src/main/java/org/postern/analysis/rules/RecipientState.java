// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the rules have decided for one recipient so far. */
final class RecipientState {
    private final String recipient;
    private final List<Action> actions = new ArrayList<>();
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

    void bind(Rule rule, boolean withheld) {
        rules.add(rule.name());
        rule.actions().stream().filter(action -> !action.isFinal()).forEach(actions::add);
        outcome = withheld ? Optional.of(new Action.Quarantine(QuarantineKind.UNSCANNED)) : rule.finalAction();
    }

    void settle(String name, Action action) {
        rules.add(name);
        outcome = Optional.of(action);
    }

    Disposition disposition() {
        return new Disposition(recipient, outcome.orElseThrow(), actions, rules);
    }
}
