// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All rules being put together, by name. */
final class RuleDrafts {
    private final Map<String, RuleDraft> drafts = new LinkedHashMap<>();

    RuleDraft named(String name) {
        return drafts.computeIfAbsent(name, RuleDraft::new);
    }

    List<SpamRule> compile(List<RuleWarning> warnings) {
        List<SpamRule> rules = new ArrayList<>();
        for (RuleDraft draft : drafts.values()) {
            try {
                Optional<SpamRule> rule = draft.compile();
                rule.filter(SpamRule::runs).ifPresent(rules::add);
            } catch (IllegalArgumentException e) {
                warnings.add(draft.warning(e.getMessage()));
            }
        }
        Set<String> usable = rules.stream().map(SpamRule::name).collect(Collectors.toSet());
        for (SpamRule rule : rules) {
            if (rule.test() instanceof SpamTest.Meta meta) {
                Set<String> missing = meta.expression().names();
                missing.removeAll(usable);
                missing.removeIf(this::switchedOff);
                if (!missing.isEmpty()) {
                    warnings.add(named(rule.name()).warning("uses " + String.join(", ", missing) + ", which count as no match"));
                }
            }
        }
        return rules;
    }

    private boolean switchedOff(String name) {
        return drafts.containsKey(name) && drafts.get(name).switchedOff();
    }
}
