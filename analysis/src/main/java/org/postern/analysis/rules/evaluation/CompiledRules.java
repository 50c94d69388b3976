// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Group;
import org.postern.analysis.rules.Rule;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Slot;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.what.WhatCondition;

/**
 * A rule set made ready for many messages: rules in order, every object once and indexed. Immutable once made, for all threads.
 */
public final class CompiledRules {
    private final RuleSet ruleSet;
    private final WhoIndex who = new WhoIndex();
    private final WhatIndex what = new WhatIndex();
    private final List<CompiledRule> rules = new ArrayList<>();
    private final Map<Direction, Set<String>> forged = new EnumMap<>(Direction.class);
    private final Map<Direction, List<String>> forgedInOrder = new EnumMap<>(Direction.class);

    private CompiledRules(RuleSet ruleSet) {
        this.ruleSet = ruleSet;
        for (Rule rule : ruleSet.byPriority()) {
            rules.add(compile(rule));
        }
        for (Direction direction : Direction.values()) {
            forged.put(direction, ownFields(direction));
            forgedInOrder.put(direction, forged.get(direction).stream().sorted().collect(Collectors.toUnmodifiableList()));
        }
    }

    /** Makes a rule set ready. */
    public static CompiledRules of(RuleSet ruleSet) {
        return new CompiledRules(ruleSet);
    }

    /** Decides on a message; a pure function of its argument. */
    public Verdict evaluate(Facts facts) {
        return new Evaluation(this, facts).verdict();
    }

    public RuleSet ruleSet() {
        return ruleSet;
    }

    List<CompiledRule> rules() {
        return rules;
    }

    WhoIndex who() {
        return who;
    }

    WhatIndex what() {
        return what;
    }

    /**
     * Lower-case names of the fields {@code X-...} that active rules set on mail of this direction. What a stranger has written into
     * them is neither looked at nor delivered.
     */
    public Set<String> ownFields(Facts facts) {
        return forged.get(facts.direction());
    }

    List<String> ownFieldsInOrder(Facts facts) {
        return forgedInOrder.get(facts.direction());
    }

    private Set<String> ownFields(Direction direction) {
        Set<String> names = new LinkedHashSet<>();
        for (Rule rule : ruleSet.rules()) {
            if (rule.active() && rule.direction().covers(direction)) {
                for (Action action : ruleSet.actionsOf(rule)) {
                    if (action instanceof Action.SetHeader header && header.field().toLowerCase(Locale.ROOT).startsWith("x-")) {
                        names.add(header.field().toLowerCase(Locale.ROOT));
                    }
                }
            }
        }
        return Set.copyOf(names);
    }

    private CompiledRule compile(Rule rule) {
        CompiledSlot whatSlot = slot(rule.what(), ruleSet.what(), what::number);
        boolean byRecipient = false;
        for (CompiledGroup group : whatSlot.groups()) {
            for (int id : group.ids()) {
                byRecipient |= what.differsByRecipient(id);
            }
        }
        boolean unscanned = rule.what().groups().stream().flatMap(name -> ruleSet.what().get(name).objects().stream())
            .anyMatch(WhatCondition.Unscanned.class::isInstance);
        CompiledWhen[] when = rule.when().groups().stream()
            .map(name -> new CompiledWhen(name, ruleSet.when().get(name), ruleSet.zone())).toArray(CompiledWhen[]::new);
        return new CompiledRule(rule, slot(rule.from(), ruleSet.who(), who::number), slot(rule.to(), ruleSet.who(), who::number), when,
            whatSlot, ruleSet.actionsOf(rule), byRecipient, unscanned);
    }

    private static <T> CompiledSlot slot(Slot slot, Map<String, Group<T>> groups, ToIntFunction<T> number) {
        CompiledGroup[] compiled = slot.groups().stream().map(name -> {
            Group<T> group = groups.get(name);
            return new CompiledGroup(name, group.objects().stream().mapToInt(number).toArray(), group.logic());
        }).toArray(CompiledGroup[]::new);
        return new CompiledSlot(compiled, slot.logic());
    }
}
