// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** A rule set as nested maps and lists, the shape that its file has. */
final class RuleSetTree {
    private RuleSetTree() {
    }

    static Map<String, Object> of(RuleSet ruleSet) {
        Map<String, Object> top = new LinkedHashMap<>();
        top.put("version", ruleSet.version());
        top.put("who", objects(ruleSet.who(), RuleSetTree::who));
        top.put("what", objects(ruleSet.what(), RuleSetTree::what));
        top.put("rules", ruleSet.rules().stream().map(RuleSetTree::rule).toList());
        return top;
    }

    private static <T> Map<String, Object> objects(Map<String, List<T>> objects, Function<T, Map<String, Object>> condition) {
        Map<String, Object> tree = new LinkedHashMap<>();
        objects.forEach((name, conditions) -> tree.put(name, conditions.stream().map(condition).toList()));
        return tree;
    }

    private static Map<String, Object> who(WhoCondition condition) {
        if (condition instanceof WhoCondition.Address address) {
            return ordered("address", address.address());
        }
        if (condition instanceof WhoCondition.Domain domain) {
            return ordered("domain", domain.domain(), "subdomains", domain.subdomains());
        }
        if (condition instanceof WhoCondition.AddressPattern pattern) {
            return ordered("regex", pattern.pattern().source());
        }
        return ordered("network", ((WhoCondition.ClientNetwork) condition).text());
    }

    private static Map<String, Object> what(WhatCondition condition) {
        if (condition instanceof WhatCondition.SpamLevel level) {
            return ordered("spam-level", level.atLeast());
        }
        if (condition instanceof WhatCondition.Virus) {
            return ordered("virus", true);
        }
        if (condition instanceof WhatCondition.Unscanned) {
            return ordered("unscanned", true);
        }
        if (condition instanceof WhatCondition.AnomalyKind anomaly) {
            return ordered("anomaly", anomaly.prefix());
        }
        if (condition instanceof WhatCondition.FileName name) {
            return ordered("file-name", name.pattern().source());
        }
        if (condition instanceof WhatCondition.ContentType type) {
            return ordered("content-type", type.pattern().source(), "content-only", type.contentOnly());
        }
        WhatCondition.HeaderMatch header = (WhatCondition.HeaderMatch) condition;
        return ordered("header", header.field(), "regex", header.pattern().source());
    }

    private static Map<String, Object> rule(Rule rule) {
        Map<String, Object> tree = ordered("name", rule.name(), "priority", rule.priority(), "active", rule.active(),
            "direction", rule.direction().name().toLowerCase(Locale.ROOT));
        putNames(tree, "from", rule.from());
        putNames(tree, "to", rule.to());
        putNames(tree, "what", rule.what());
        tree.put("actions", rule.actions().stream().map(RuleSetTree::action).toList());
        return tree;
    }

    private static Object action(Action action) {
        if (action instanceof Action.SetHeader header) {
            return ordered("set-header", ordered("field", header.field(), "value", header.value()));
        }
        if (action instanceof Action.Notify notice) {
            return ordered("notify", ordered("to", notice.to(), "subject", notice.subject(), "body", notice.body(), "attach",
                notice.attach()));
        }
        if (action instanceof Action.Quarantine quarantine) {
            return ordered("quarantine", quarantine.kind().name().toLowerCase(Locale.ROOT));
        }
        return action instanceof Action.Block ? "block" : "accept";
    }

    private static void putNames(Map<String, Object> tree, String key, List<String> names) {
        if (!names.isEmpty()) {
            tree.put(key, names);
        }
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            tree.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return tree;
    }
}
