// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The text of the macro {@code __RULE_INFO__}: the rules that bound a message, for whom, and what they do. */
public final class RuleInfo {
    private RuleInfo() {
    }

    /** One line a rule. */
    public static String of(List<Disposition> dispositions) {
        Map<String, List<String>> recipients = new LinkedHashMap<>();
        Map<String, Set<String>> actions = new LinkedHashMap<>();
        for (Disposition one : dispositions) {
            one.rules().forEach(rule -> recipients.computeIfAbsent(rule, any -> new ArrayList<>()).add(one.recipient()));
            one.bound().forEach(bound -> actions.computeIfAbsent(bound.rule(), any -> new LinkedHashSet<>())
                .add(ActionNames.of(bound.action())));
            if (!one.rules().isEmpty()) {
                String last = one.rules().get(one.rules().size() - 1);
                actions.computeIfAbsent(last, any -> new TreeSet<>()).add(one.outcomeName());
            }
        }
        return recipients.entrySet().stream()
            .map(entry -> entry.getKey() + " (" + String.join(", ", actions.getOrDefault(entry.getKey(), Set.of())) + "): "
                + String.join(", ", entry.getValue()))
            .collect(Collectors.joining("\n"));
    }
}
