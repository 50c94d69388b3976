// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.rules.InvalidRuleSetException;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.yaml.RuleSetYaml;

/** Changes single rules, groups and shared actions of a rule set in the shape of its file. */
final class RuleSections {
    /** Sections with names in them. */
    static final Set<String> NAMES = Set.of("rules", "who", "when", "what", "actions", "examples");
    private static final Pattern INDEXED = Pattern.compile("(rules|examples)\\[(\\d+)](.*)");
    private final RuleSetYaml yaml = new RuleSetYaml();

    /** Everything in a section, by name. */
    Map<String, Object> all(RuleSet ruleSet, String section) {
        Object content = yaml.tree(ruleSet).get(section);
        Map<String, Object> byName = new LinkedHashMap<>();
        if (content instanceof Map<?, ?> map) {
            map.forEach((name, value) -> byName.put(name.toString(), value));
        } else if (content instanceof List<?> list) {
            list.forEach(one -> byName.put(((Map<?, ?>) one).get("name").toString(), one));
        }
        return byName;
    }

    Optional<Object> find(RuleSet ruleSet, String section, String name) {
        return Optional.ofNullable(all(ruleSet, section).get(name));
    }

    /** The rule set with another value under a name, or without it. Throws InvalidRuleSetException when that is no rule set. */
    RuleSet with(RuleSet ruleSet, String section, String name, Optional<Object> value) {
        Map<String, Object> tree = new LinkedHashMap<>(yaml.tree(ruleSet));
        Map<String, Object> byName = all(ruleSet, section);
        if (value.isPresent()) {
            byName.put(name, isList(section) ? named(name, value.get()) : value.get());
        } else {
            byName.remove(name);
        }
        tree.put(section, isList(section) ? new ArrayList<>(byName.values()) : byName);
        RuleSet changed;
        try {
            changed = yaml.read(yaml.write(tree));
        } catch (InvalidRuleSetException e) {
            throw placed(tree, e, section, name, value.isEmpty());
        }
        if (value.isPresent() && find(changed, section, name).isEmpty()) {
            throw new InvalidRuleSetException(0, section + "." + name + ".name", "must be the name in the path, or be left out");
        }
        return changed;
    }

    /** The complaint as somebody understands who has sent one object: rules by their names, and no lines of a file that is not his. */
    private static InvalidRuleSetException placed(Map<String, Object> tree, InvalidRuleSetException e, String section, String name,
                                                  boolean removed) {
        Matcher indexed = INDEXED.matcher(e.path());
        String path = e.path();
        if (indexed.matches() && tree.get(indexed.group(1)) instanceof List<?> list) {
            path = indexed.group(1) + "." + ((Map<?, ?>) list.get(Integer.parseInt(indexed.group(2)))).get("name") + indexed.group(3);
        }
        boolean elsewhere = !path.equals(section + "." + name) && !path.startsWith(section + "." + name + ".")
            && !path.startsWith(section + "." + name + "[");
        return new InvalidRuleSetException(0, path, removed && elsewhere ? "needs " + name + ", so it cannot be removed" : e.problem());
    }

    private static boolean isList(String section) {
        return section.equals("rules") || section.equals("examples");
    }

    private static Object named(String name, Object value) {
        if (!(value instanceof Map<?, ?> fields)) {
            return value;
        }
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("name", name);
        fields.forEach((key, field) -> {
            if (!key.equals("name") || !field.equals(name)) {
                named.put(key.toString(), field);
            }
        });
        named.putIfAbsent("name", name);
        return named;
    }
}
