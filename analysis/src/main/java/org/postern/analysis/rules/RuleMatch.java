// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.postern.analysis.facts.Facts;

/** Tests the slots of one rule on one message and says in words how that went. */
final class RuleMatch {
    private final RuleSet ruleSet;
    private final Rule rule;
    private final Facts facts;

    /** Whether the slots that do not depend on the recipient hold, and why or why not. */
    record Answer(boolean holds, String reason) {
    }

    RuleMatch(RuleSet ruleSet, Rule rule, Facts facts) {
        this.ruleSet = ruleSet;
        this.rule = rule;
        this.facts = facts;
    }

    Answer message() {
        Optional<String> from = rule.from().stream().filter(this::isSender).findFirst();
        if (!rule.from().isEmpty() && from.isEmpty()) {
            return new Answer(false, "the sender is none of " + String.join(", ", rule.from()));
        }
        Optional<String> what = rule.what().stream().filter(this::isMessage).findFirst();
        if (!rule.what().isEmpty() && what.isEmpty()) {
            return new Answer(false, "the message is none of " + String.join(", ", rule.what()));
        }
        List<String> reasons = Stream.of(from.map(name -> "from " + name), what.map(name -> "what " + name))
            .flatMap(Optional::stream).toList();
        return new Answer(true, reasons.isEmpty() ? "holds for every message" : String.join(", ", reasons));
    }

    boolean recipient(String recipient) {
        return rule.to().isEmpty() || rule.to().stream().anyMatch(name ->
            ruleSet.who().get(name).stream().anyMatch(condition -> condition.matches(recipient, Optional.empty())));
    }

    /** Whether the rule speaks of mail whose virus scan did not finish. */
    boolean decidesOnUnscanned() {
        return rule.what().stream().flatMap(name -> ruleSet.what().get(name).stream()).anyMatch(WhatCondition.Unscanned.class::isInstance);
    }

    private boolean isSender(String name) {
        return ruleSet.who().get(name).stream()
            .anyMatch(condition -> condition.matches(facts.envelope().sender(), Optional.of(facts.client().address())));
    }

    private boolean isMessage(String name) {
        return ruleSet.what().get(name).stream().anyMatch(condition -> condition.matches(facts));
    }
}
