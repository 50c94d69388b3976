// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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
        Map<RuleDraft, Attempt> expressions = drafts.values().parallelStream().filter(draft -> draft.isUsed() && !draft.asksCode())
            .collect(Collectors.toConcurrentMap(Function.identity(), draft -> Attempt.of(draft, parser, tags)));
        drafts.forEach((name, draft) -> {
            if (!draft.isKnown() && draft.hasScore()) {
                warnings.add(draft.scoredAt().warning("a score for " + name + ", but no line defines what it tests"));
            }
            if (draft.isUsed()) {
                // Tests in code may tell each other what they need, so they are made one after the other.
                Attempt attempt = draft.asksCode() ? Attempt.of(draft, parser, tags) : expressions.get(draft);
                attempt.rule().ifPresent(rules::add);
                attempt.fault().ifPresent(fault -> warnings.add(draft.place().warning(name + ": " + fault)));
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

    /** What became of one draft. */
    private record Attempt(Optional<SpamRule> rule, Optional<String> fault) {
        static Attempt of(RuleDraft draft, TestParser parser, ReplaceTags tags) {
            try {
                return new Attempt(Optional.of(draft.compile(parser, tags)), Optional.empty());
            } catch (IllegalArgumentException e) {
                return new Attempt(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
            }
        }
    }

    private boolean isKnown(String name) {
        return drafts.containsKey(name) && drafts.get(name).isKnown();
    }
}
