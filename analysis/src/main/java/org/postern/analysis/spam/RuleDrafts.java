// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.postern.analysis.spam.options.RuleOptions;

/** All rules being put together, by name. */
final class RuleDrafts {
    private final Map<String, RuleDraft> drafts = new LinkedHashMap<>();

    RuleDraft named(String name) {
        return drafts.computeIfAbsent(name, RuleDraft::new);
    }

    List<SpamRule> compile(RuleSetup setup, RuleOptions options, List<RuleWarning> warnings) {
        List<SpamRule> rules = new ArrayList<>();
        TestParser parser = new TestParser(setup.tests(), options);
        ReplaceTags tags = new ReplaceTags(options);
        drafts.forEach((name, draft) -> {
            if (!draft.isKnown() && draft.hasScore()) {
                warnings.add(draft.scoredAt().warning("a score for " + name + ", but no line defines what it tests"));
            }
            if (draft.isDefined() && draft.scores().ever()) {
                try {
                    rules.add(draft.compile(parser, tags));
                } catch (IllegalArgumentException e) {
                    warnings.add(draft.place().warning(name + ": " + e.getMessage()));
                }
            }
        });
        for (SpamRule rule : rules) {
            if (rule.test() instanceof SpamTest.Meta meta) {
                List<String> missing = meta.expression().names().stream().filter(name -> !isKnown(name)).toList();
                if (!missing.isEmpty()) {
                    warnings.add(rule.place().warning(rule.name() + ": uses " + String.join(", ", missing) + ", which count as no match"));
                }
            }
        }
        return new MetaOrder(rules, warnings).withoutCircles();
    }

    private boolean isKnown(String name) {
        return drafts.containsKey(name) && drafts.get(name).isKnown();
    }
}
