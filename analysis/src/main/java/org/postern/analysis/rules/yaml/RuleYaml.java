// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.postern.analysis.rules.Rule;
import org.postern.analysis.rules.RuleAction;
import org.postern.analysis.rules.RuleDirection;
import org.postern.analysis.rules.Slot;

/** Reads and writes one rule. */
final class RuleYaml {
    private static final Set<String> KEYS = Set.of("name", "info", "priority", "active", "direction", "from", "to", "when", "what",
        "actions");
    private final ActionYaml actions;

    RuleYaml(ActionYaml actions) {
        this.actions = actions;
    }

    /** Names that a rule may use, by kind. */
    record Known(Set<String> who, Set<String> when, Set<String> what, Set<String> actions) {
    }

    Rule read(YamlPlace place, Known known) {
        Map<String, YamlPlace> fields = place.fields(KEYS);
        String name = place.require(fields, "name").text();
        int priority = place.require(fields, "priority").integer();
        boolean active = !fields.containsKey("active") || fields.get("active").truth();
        RuleDirection direction = fields.containsKey("direction") ? direction(fields.get("direction")) : RuleDirection.BOTH;
        List<RuleAction> uses = place.require(fields, "actions").items().stream().map(one -> actions.use(one, known.actions())).toList();
        Slot from = GroupYaml.slot(fields.get("from"), known.who());
        Slot to = GroupYaml.slot(fields.get("to"), known.who());
        Slot when = GroupYaml.slot(fields.get("when"), known.when());
        Slot what = GroupYaml.slot(fields.get("what"), known.what());
        String info = fields.containsKey("info") ? fields.get("info").text() : "";
        return KindReader.checked(problem -> about(place, fields, problem),
            () -> new Rule(name, info, priority, active, direction, from, to, when, what, uses));
    }

    /** The key that a complaint about a rule names. */
    private static YamlPlace about(YamlPlace place, Map<String, YamlPlace> fields, String problem) {
        return Stream.of("priority", "actions", "name", "info").filter(key -> fields.containsKey(key)
            && problem.matches(".*\\b" + key.replaceFirst("s$", "s?") + "\\b.*")).findFirst().map(fields::get).orElse(place);
    }

    Map<String, Object> write(Rule rule) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", rule.name());
        if (!rule.info().isEmpty()) {
            tree.put("info", rule.info());
        }
        tree.put("priority", rule.priority());
        tree.put("active", rule.active());
        tree.put("direction", rule.direction().name().toLowerCase(Locale.ROOT));
        GroupYaml.write(tree, "from", rule.from());
        GroupYaml.write(tree, "to", rule.to());
        GroupYaml.write(tree, "when", rule.when());
        GroupYaml.write(tree, "what", rule.what());
        tree.put("actions", rule.actions().stream().map(actions::write).toList());
        return tree;
    }

    private static RuleDirection direction(YamlPlace place) {
        return switch (place.text()) {
            case "in" -> RuleDirection.IN;
            case "out" -> RuleDirection.OUT;
            case "both" -> RuleDirection.BOTH;
            default -> throw place.error("must be in, out or both but is " + place.text());
        };
    }
}
