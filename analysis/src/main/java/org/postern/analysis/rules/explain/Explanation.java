// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why the rules did with a message what they did, for people.
 *
 * @param rules   every rule in the order of evaluation
 * @param changes by recipient, the smallest change of the message that would have changed the outcome
 * @param plain   by recipient, the same in a few sentences for somebody who knows no rules
 */
public record Explanation(List<RuleStory> rules, List<OutcomeChange> changes, Map<String, List<String>> plain) {

    /**
     * One rule.
     *
     * @param rule       name
     * @param recipients for whom it holds
     * @param reason     in one sentence
     * @param slots      with their groups and objects
     */
    public record RuleStory(String rule, List<String> recipients, String reason, List<SlotStory> slots) {
    }

    /** One slot of a rule that is not empty. */
    public record SlotStory(String slot, List<GroupStory> groups) {
    }

    /** One group, and whether it holds with its logic. */
    public record GroupStory(String group, String logic, List<ObjectStory> objects) {
    }

    /** One object in words, and whether it holds. */
    public record ObjectStory(String text, boolean holds) {
    }

    /**
     * A change that is known to change the outcome, because the rules were tried on the changed message.
     *
     * @param recipient for whom
     * @param text      what would have to be otherwise, such as {@code with a spam score of 2.9 instead of 7.5}
     * @param outcome   what would become of the message
     */
    public record OutcomeChange(String recipient, String text, String outcome) {
    }

    /** As nested maps and lists. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("rules", rules.stream().map(Explanation::tree).toList());
        tree.put("changes", changes.stream().map(change -> Map.of("recipient", change.recipient(), "text", change.text(), "outcome",
            change.outcome())).toList());
        tree.put("plain", plain.entrySet().stream()
            .map(story -> Map.of("recipient", story.getKey(), "sentences", story.getValue())).toList());
        return tree;
    }

    private static Map<String, Object> tree(RuleStory story) {
        return Map.of("rule", story.rule(), "recipients", story.recipients(), "reason", story.reason(), "slots",
            story.slots().stream().map(slot -> Map.of("slot", slot.slot(), "groups", slot.groups().stream()
                .map(group -> Map.of("group", group.group(), "logic", group.logic(), "objects", group.objects().stream()
                    .map(object -> Map.of("text", object.text(), "holds", object.holds())).toList())).toList())).toList());
    }
}
