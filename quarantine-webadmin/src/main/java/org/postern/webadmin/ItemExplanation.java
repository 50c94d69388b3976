// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.inject.Inject;

import org.postern.analysis.rules.explain.Explanation;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.quarantine.ItemWords;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.rules.Explanations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why an item is in quarantine, for whoever decides about it: in plain words, and rule by rule for those who know rules. */
public final class ItemExplanation {
    private static final Logger LOGGER = LoggerFactory.getLogger(ItemExplanation.class);
    private final Explanations explanations;

    @Inject
    public ItemExplanation(Explanations explanations) {
        this.explanations = explanations;
    }

    /**
     * As nested maps: {@code sentences}; {@code changes} and {@code rules} where the facts are kept; {@code complete} tells whether they
     * are.
     */
    Map<String, Object> of(QuarantineItem item) {
        try {
            return explanations.of(item.id().messageId())
                .filter(explained -> explained.asItWas() && explained.explanation().plain().containsKey(item.recipient()))
                .map(explained -> full(explained.explanation(), item.recipient())).orElseGet(() -> brief(item));
        } catch (StorageUnavailableException e) {
            LOGGER.warn("The facts of message {} cannot be read: {}", item.id().messageId(), e.getMessage());
            return brief(item);
        }
    }

    /** The same without the rules one by one: what they say of a message may name others who got it. */
    Map<String, Object> inWords(QuarantineItem item) {
        Map<String, Object> view = new LinkedHashMap<>(of(item));
        view.put("rules", List.of());
        return view;
    }

    private static Map<String, Object> full(Explanation explanation, String recipient) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("complete", true);
        view.put("sentences", explanation.plain().get(recipient));
        view.put("changes", explanation.changes().stream().filter(change -> change.recipient().equals(recipient))
            .map(change -> Map.of("text", change.text(), "outcome", change.outcome())).toList());
        view.put("rules", explanation.rules().stream().map(rule -> Map.of("rule", rule.rule(), "bound",
            rule.recipients().contains(recipient), "reason", rule.reason())).toList());
        return view;
    }

    /** From the item alone: the facts are not kept, or the rules are others by now. */
    private static Map<String, Object> brief(QuarantineItem item) {
        return Map.of("complete", false, "sentences", List.of(ItemWords.of(item)), "changes", List.of(), "rules", List.of());
    }
}
