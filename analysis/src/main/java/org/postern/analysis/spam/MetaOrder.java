// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts rules so that each expression stands behind all that it uses; what uses itself is reported and left out. */
final class MetaOrder {
    private final Map<String, SpamRule> metas = new LinkedHashMap<>();
    private final List<SpamRule> ordered = new ArrayList<>();
    private final Set<String> done = new HashSet<>();
    private final List<RuleWarning> warnings;

    MetaOrder(List<SpamRule> rules, List<RuleWarning> warnings) {
        this.warnings = warnings;
        for (SpamRule rule : rules) {
            if (rule.test() instanceof SpamTest.Meta) {
                metas.put(rule.name(), rule);
            } else {
                ordered.add(rule);
            }
        }
    }

    /** The other rules as they were, then the expressions. */
    List<SpamRule> withoutCircles() {
        // In rounds rather than by recursion, since a rule file may chain any number of rules.
        Map<String, Set<String>> waiting = new LinkedHashMap<>();
        metas.forEach((name, rule) -> {
            Set<String> needs = new TreeSet<>(((SpamTest.Meta) rule.test()).expression().names());
            needs.retainAll(metas.keySet());
            waiting.put(name, needs);
        });
        boolean moved = true;
        while (moved) {
            moved = waiting.entrySet().removeIf(entry -> {
                boolean ready = done.containsAll(entry.getValue());
                if (ready) {
                    done.add(entry.getKey());
                    ordered.add(metas.get(entry.getKey()));
                }
                return ready;
            });
        }
        waiting.forEach((name, needs) -> {
            needs.removeAll(done);
            warnings.add(metas.get(name).place().warning(name + ": uses itself by way of " + String.join(", ", needs)
                + " and never matches"));
        });
        return ordered;
    }
}
