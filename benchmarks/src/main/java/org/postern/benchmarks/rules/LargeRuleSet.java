// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Combination;
import org.postern.analysis.rules.Group;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.rules.Rule;
import org.postern.analysis.rules.RuleDirection;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.text.TextPattern;
import org.postern.analysis.rules.what.WhatCondition;
import org.postern.analysis.rules.who.WhoCondition;

/** A thousand rules with ten objects each, of mixed kinds and all different: half are told by who, half by what alone. */
final class LargeRuleSet {
    private static final int RULES = 1000;

    private LargeRuleSet() {
    }

    static RuleSet make() {
        Map<String, Group<WhoCondition>> who = new LinkedHashMap<>();
        Map<String, Group<WhatCondition>> what = new LinkedHashMap<>();
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            boolean byWho = i % 2 == 0;
            who.put("who " + i, new Group<>("", Combination.ANY, List.of(
                new WhoCondition.Address("user" + i + "@domain" + i + ".example"), new WhoCondition.Domain("domain" + i + ".invalid", true),
                WhoCondition.ClientNetwork.of("10." + i / 250 + "." + i % 250 + ".0/24"),
                new WhoCondition.AddressPattern(TextPattern.of("(sales|office)-" + i + "@.+\\.example")),
                new WhoCondition.AddressPattern(TextPattern.of(".*@mail" + i + "\\.[a-z]+")))));
            what.put("what " + i, new Group<>("", Combination.ANY, List.of(
                new WhatCondition.FileName(TextPattern.of("invoice-" + i + ".*\\.(exe|scr)")),
                new WhatCondition.HeaderMatch("Subject", TextPattern.of("offer number " + i + "\\b"), true),
                new WhatCondition.ContentType(TextPattern.of("^application/x-kind-" + i), false),
                new WhatCondition.UriMatch(TextPattern.of("https?://bad" + i + "\\.")),
                new WhatCondition.SpamLevel(20 + i / 100.0))));
            rules.add(new Rule("rule " + i, i / 10, true, RuleDirection.BOTH, byWho ? List.of("who " + i) : List.of(),
                byWho ? List.of() : List.of("who " + i), List.of("what " + i), List.of(new Action.Quarantine(QuarantineKind.SPAM))));
        }
        return new RuleSet("large", who, what, rules);
    }
}
