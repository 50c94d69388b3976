// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Rule;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.evaluation.CompiledRules;

/**
 * Finds rules that can never match, that never get to decide, and that contradict each other. It works with messages: a rule that some
 * message reaches is never complained of, and what it cannot make a message for it does not judge.
 */
public final class RuleLint {
    private static final int MOST_WAYS = 8;

    /** What is wrong with the active rules, in their order. */
    public List<Finding> findings(RuleSet ruleSet) {
        CompiledRules all = CompiledRules.of(ruleSet);
        Map<Rule, Witnesses> witnesses = new LinkedHashMap<>();
        ruleSet.byPriority().stream().filter(Rule::active).forEach(rule -> witnesses.put(rule, new Witnesses(ruleSet, rule)));
        List<Finding> findings = new ArrayList<>();
        witnesses.forEach((rule, messages) -> {
            if (messages.found().isEmpty()) {
                if (messages.complete()) {
                    findings.add(new Finding(Finding.Kind.NEVER_MATCHES, rule.name(), List.of(),
                        "No message matches the rule " + rule.name(), ""));
                }
                return;
            }
            shadowed(all, rule, messages).ifPresent(findings::add);
        });
        findings.addAll(contradictions(ruleSet, witnesses));
        return findings;
    }

    private static Optional<Finding> shadowed(CompiledRules all, Rule rule, Witnesses messages) {
        Set<String> before = new LinkedHashSet<>();
        for (Sketch message : messages.varied()) {
            for (Disposition one : all.evaluate(message.facts()).dispositions()) {
                if (one.rules().contains(rule.name())) {
                    return Optional.empty();
                }
                before.add(one.rules().get(one.rules().size() - 1));
            }
        }
        if (!messages.complete()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(Finding.Kind.SHADOWED, rule.name(), List.copyOf(before), "The rule " + rule.name()
            + " never decides: " + String.join(", ", before) + " settles every message before it", messages.found().get(0).words()));
    }

    private static List<Finding> contradictions(RuleSet ruleSet, Map<Rule, Witnesses> witnesses) {
        List<Finding> findings = new ArrayList<>();
        List<Rule> rules = List.copyOf(witnesses.keySet());
        for (int i = 0; i < rules.size(); i++) {
            for (int j = i + 1; j < rules.size() && rules.get(j).priority() == rules.get(i).priority(); j++) {
                Rule first = rules.get(i);
                Rule second = rules.get(j);
                if (opposed(ruleSet.finalAction(first), ruleSet.finalAction(second))) {
                    common(witnesses.get(first), witnesses.get(second)).ifPresent(message -> findings.add(new Finding(
                        Finding.Kind.CONTRADICTION, second.name(), List.of(first.name()), "The rules " + first.name() + " and "
                            + second.name() + " have the same priority and decide otherwise on the same message; only their order decides",
                        message.words())));
                }
            }
        }
        return findings;
    }

    /** Whether one lets a message pass that the other withholds. */
    private static boolean opposed(Optional<Action> one, Optional<Action> other) {
        return one.isPresent() && other.isPresent()
            && one.get() instanceof Action.Accept != other.get() instanceof Action.Accept;
    }

    private static Optional<Sketch> common(Witnesses first, Witnesses second) {
        for (Sketch witness : first.found().stream().limit(MOST_WAYS).toList()) {
            Sketch message = witness.copy();
            if (second.matches(message)) {
                return Optional.of(message);
            }
            second.firstWay().forEach(change -> change.accept(message));
            if (first.matches(message) && second.matches(message)) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }
}
