// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.postern.analysis.mime.MessageView;

/**
 * Runs spam rules over messages. What is made from the rules is made once; one engine serves all threads.
 */
public final class SpamEngine {
    private final SpamRules rules;
    private final Map<SpamTest.TextKind, List<SpamRule>> textRules = new EnumMap<>(SpamTest.TextKind.class);
    private final Map<SpamTest.TextKind, LiteralIndex> indexes = new EnumMap<>(SpamTest.TextKind.class);
    private final List<SpamRule> headerRules = new ArrayList<>();
    private final Map<String, SpamRule> metaRules = new HashMap<>();

    /** An engine for these rules. */
    public SpamEngine(SpamRules rules) {
        this.rules = rules;
        for (SpamTest.TextKind kind : SpamTest.TextKind.values()) {
            textRules.put(kind, new ArrayList<>());
        }
        for (SpamRule rule : rules.rules()) {
            if (rule.test() instanceof SpamTest.Text text) {
                textRules.get(text.kind()).add(rule);
            } else if (rule.test() instanceof SpamTest.Meta) {
                metaRules.put(rule.name(), rule);
            } else {
                headerRules.add(rule);
            }
        }
        textRules.forEach((kind, some) -> indexes.put(kind,
            new LiteralIndex(some.stream().map(rule -> ((SpamTest.Text) rule.test()).literals()).toList())));
    }

    /** Runs all rules within the budget. Never throws for what is in the message. */
    public SpamOutcome analyse(MessageView view, SpamBudget budget) {
        SpamRun run = new SpamRun(view, budget);
        headerRules.forEach(run::header);
        textRules.forEach((kind, some) -> {
            if (!some.isEmpty()) {
                run.texts(kind, some, indexes.get(kind));
            }
        });
        run.metas(metaRules);
        return run.outcome(rules.rules());
    }
}
