// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of a gateway and the objects they name, immutable. What an earlier verdict was made from can be told by its version.
 *
 * @param version names this state of the rules, any text
 * @param who     named lists of alternatives
 * @param what    named lists of alternatives
 * @param rules   in the order written
 */
public record RuleSet(String version, Map<String, List<WhoCondition>> who, Map<String, List<WhatCondition>> what, List<Rule> rules) {
    public RuleSet {
        who = orderedCopy(who);
        what = orderedCopy(what);
        rules = List.copyOf(rules);
        Set<String> names = new HashSet<>();
        for (Rule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("two rules are called " + rule.name());
            }
            requireKnown(rule, rule.from(), who.keySet(), "who");
            requireKnown(rule, rule.to(), who.keySet(), "who");
            requireKnown(rule, rule.what(), what.keySet(), "what");
        }
    }

    /** The rules in the order of evaluation. */
    public List<Rule> byPriority() {
        List<Rule> sorted = new ArrayList<>(rules);
        sorted.sort(Comparator.comparingInt(Rule::priority).reversed());
        return sorted;
    }

    private static <T> Map<String, List<T>> orderedCopy(Map<String, List<T>> objects) {
        Map<String, List<T>> copy = new LinkedHashMap<>();
        objects.forEach((name, conditions) -> copy.put(name, List.copyOf(conditions)));
        return Collections.unmodifiableMap(copy);
    }

    private static void requireKnown(Rule rule, List<String> named, Set<String> known, String kind) {
        for (String name : named) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                    "rule " + rule.name() + " names the " + kind + " object " + name + ", which is not defined");
            }
        }
    }
}
