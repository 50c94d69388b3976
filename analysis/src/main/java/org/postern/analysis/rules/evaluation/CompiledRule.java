// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import java.util.List;
import java.util.Optional;

import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Rule;
import org.postern.analysis.rules.RuleExplanation;

/**
 * A rule with everything worked out that does not depend on the message, the words for the usual reasons included, since most rules do
 * not match most messages.
 */
final class CompiledRule {
    private final Rule rule;
    private final CompiledSlot from;
    private final CompiledSlot to;
    private final CompiledWhen[] when;
    private final CompiledSlot what;
    private final List<Action> accumulating;
    private final Optional<Action> settling;
    private final boolean marksMatter;
    private final boolean whatByRecipient;
    private final boolean decidesOnUnscanned;
    private final RuleExplanation inactive;
    private final RuleExplanation otherDirection;
    private final RuleExplanation settled;
    private final RuleExplanation notFrom;
    private final RuleExplanation notTo;
    private final RuleExplanation unknownFrom;
    private final RuleExplanation unknownTo;
    private final RuleExplanation notWhen;
    private final RuleExplanation notWhat;

    CompiledRule(Rule rule, CompiledSlot from, CompiledSlot to, CompiledWhen[] when, CompiledSlot what, List<Action> actions,
                 boolean whatByRecipient, boolean decidesOnUnscanned) {
        this.rule = rule;
        this.from = from;
        this.to = to;
        this.when = when;
        this.what = what;
        this.accumulating = actions.stream().filter(action -> !action.isFinal()).toList();
        this.settling = actions.stream().filter(Action::isFinal).findFirst();
        this.marksMatter = accumulating.stream().anyMatch(action -> action instanceof Action.RemoveAttachments remove && !remove.all());
        this.whatByRecipient = whatByRecipient;
        this.decidesOnUnscanned = decidesOnUnscanned;
        this.inactive = says("the rule is not active");
        this.otherDirection = says("the rule is for the other direction");
        this.settled = says("every recipient is settled already");
        this.notFrom = says(SlotWords.failed("the sender", rule.from()));
        this.notTo = says(SlotWords.noRecipient(rule.to()));
        this.unknownFrom = says(SlotWords.unknown("the sender", rule.from()));
        this.unknownTo = says(SlotWords.unknown("a recipient", rule.to()));
        this.notWhen = says(SlotWords.failed("the time", rule.when()));
        this.notWhat = says(SlotWords.failed("the message", rule.what()));
    }

    private RuleExplanation says(String reason) {
        return new RuleExplanation(rule.name(), List.of(), reason);
    }

    String name() {
        return rule.name();
    }

    Rule rule() {
        return rule;
    }

    CompiledSlot from() {
        return from;
    }

    CompiledSlot to() {
        return to;
    }

    CompiledWhen[] when() {
        return when;
    }

    CompiledSlot what() {
        return what;
    }

    List<Action> accumulating() {
        return accumulating;
    }

    Optional<Action> settling() {
        return settling;
    }

    boolean marksMatter() {
        return marksMatter;
    }

    /** Whether the what slot's answer may differ between recipients. */
    boolean whatByRecipient() {
        return whatByRecipient;
    }

    /** Whether the rule speaks of mail whose virus scan did not finish. */
    boolean decidesOnUnscanned() {
        return decidesOnUnscanned;
    }

    RuleExplanation inactive() {
        return inactive;
    }

    RuleExplanation otherDirection() {
        return otherDirection;
    }

    RuleExplanation settled() {
        return settled;
    }

    RuleExplanation notFrom() {
        return notFrom;
    }

    RuleExplanation notTo() {
        return notTo;
    }

    RuleExplanation unknownFrom() {
        return unknownFrom;
    }

    RuleExplanation unknownTo() {
        return unknownTo;
    }

    RuleExplanation notWhen() {
        return notWhen;
    }

    RuleExplanation notWhat() {
        return notWhat;
    }
}
