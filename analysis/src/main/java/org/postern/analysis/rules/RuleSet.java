// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.postern.analysis.rules.what.WhatCondition;
import org.postern.analysis.rules.when.WhenCondition;
import org.postern.analysis.rules.who.WhoCondition;

/**
 * The rules of a gateway and the objects they name, immutable. What an earlier verdict was made from can be told by its version.
 *
 * @param version  names this state of the rules, any text
 * @param zone     time zone of when objects that name none
 * @param who      groups of who objects by name
 * @param when     groups of when objects by name
 * @param what     groups of what objects by name
 * @param actions  actions that rules share, by name
 * @param rules    in the order written
 * @param examples messages with the outcome they must have
 */
public record RuleSet(String version, ZoneId zone, Map<String, Group<WhoCondition>> who, Map<String, Group<WhenCondition>> when,
                      Map<String, Group<WhatCondition>> what, Map<String, Action> actions, List<Rule> rules, List<Example> examples) {
    public RuleSet {
        who = orderedCopy(who);
        when = orderedCopy(when);
        what = orderedCopy(what);
        actions = orderedCopy(actions);
        rules = List.copyOf(rules);
        examples = List.copyOf(examples);
        Set<String> names = new HashSet<>();
        for (Rule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("two rules are called " + rule.name());
            }
            requireKnown(rule, rule.from(), who.keySet(), "who");
            requireKnown(rule, rule.to(), who.keySet(), "who");
            requireKnown(rule, rule.when(), when.keySet(), "when");
            requireKnown(rule, rule.what(), what.keySet(), "what");
            for (RuleAction action : rule.actions()) {
                if (action instanceof RuleAction.Named named && !actions.containsKey(named.name())) {
                    throw undefined(rule, "action", named.name());
                }
            }
        }
    }

    /** Rules without when objects, shared actions and examples. */
    public RuleSet(String version, Map<String, Group<WhoCondition>> who, Map<String, Group<WhatCondition>> what, List<Rule> rules) {
        this(version, ZoneOffset.UTC, who, Map.of(), what, Map.of(), rules, List.of());
    }

    /** The rules in the order of evaluation. */
    public List<Rule> byPriority() {
        List<Rule> sorted = new ArrayList<>(rules);
        sorted.sort(Comparator.comparingInt(Rule::priority).reversed());
        return sorted;
    }

    /** The actions of one of these rules, in the order in which they are carried out. */
    public List<Action> actionsOf(Rule rule) {
        return rule.actions().stream()
            .map(use -> use instanceof RuleAction.Named named ? actions.get(named.name()) : ((RuleAction.Inline) use).action())
            .sorted(Comparator.comparingInt(Action::rank))
            .toList();
    }

    /** The action of one of these rules that settles a recipient, when it has one. */
    public Optional<Action> finalAction(Rule rule) {
        return actionsOf(rule).stream().filter(Action::isFinal).findFirst();
    }

    /** The rule of this name. */
    public Optional<Rule> rule(String name) {
        return rules.stream().filter(rule -> rule.name().equals(name)).findFirst();
    }

    /** The same rules under another version. */
    public RuleSet withVersion(String other) {
        return new RuleSet(other, zone, who, when, what, actions, rules, examples);
    }

    /** The same objects with other rules. */
    public RuleSet withRules(List<Rule> others) {
        return new RuleSet(version, zone, who, when, what, actions, others, examples);
    }

    private static <T> Map<String, T> orderedCopy(Map<String, T> objects) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(objects));
    }

    private static void requireKnown(Rule rule, Slot slot, Set<String> known, String kind) {
        for (String name : slot.groups()) {
            if (!known.contains(name)) {
                throw undefined(rule, kind, name);
            }
        }
    }

    private static IllegalArgumentException undefined(Rule rule, String kind, String name) {
        return new IllegalArgumentException("rule " + rule.name() + " names the " + kind + " object " + name + ", which is not defined");
    }
}
