// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.what.WhatCondition;

/** A rule set as nested maps and lists, the shape that its file has. */
final class RuleSetTree {
    private final List<Kind<WhatCondition>> whatKinds = WhatKinds.all();
    private final ActionYaml actions = new ActionYaml();
    private final RuleYaml rules = new RuleYaml(actions);

    Map<String, Object> of(RuleSet ruleSet) {
        Map<String, Object> top = new LinkedHashMap<>();
        top.put("version", ruleSet.version());
        if (!ruleSet.zone().equals(ZoneOffset.UTC)) {
            top.put("zone", ruleSet.zone().getId());
        }
        put(top, "who", GroupYaml.write(ruleSet.who(), WhoKinds::write));
        put(top, "when", GroupYaml.write(ruleSet.when(), WhenKinds.only().write()));
        put(top, "what", GroupYaml.write(ruleSet.what(), this::what));
        Map<String, Object> shared = new LinkedHashMap<>();
        ruleSet.actions().forEach((name, action) -> shared.put(name, actions.write(action)));
        put(top, "actions", shared);
        top.put("rules", ruleSet.rules().stream().map(rules::write).toList());
        if (!ruleSet.examples().isEmpty()) {
            top.put("examples", ruleSet.examples().stream().map(ExampleYaml::write).toList());
        }
        return top;
    }

    private Map<String, Object> what(WhatCondition condition) {
        return whatKinds.stream().filter(kind -> kind.type().isInstance(condition)).findFirst().orElseThrow().write().apply(condition);
    }

    private static void put(Map<String, Object> top, String key, Map<String, Object> some) {
        if (!some.isEmpty()) {
            top.put(key, some);
        }
    }
}
