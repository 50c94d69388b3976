// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.postern.analysis.spam.eval.EvalContext;
import org.postern.analysis.spam.options.RuleOptions;

/** What the rules of one set ask, for the rules that look closer at the same answers. Filled while the rules are compiled. */
final class ListSets {
    private final Map<String, List<DnsTest.Lookups>> sets = new ConcurrentHashMap<>();

    static ListSets of(RuleOptions options) {
        return options.derived(ListSets.class, any -> new ListSets());
    }

    void add(String set, DnsTest.Lookups lookups) {
        sets.computeIfAbsent(set, any -> new CopyOnWriteArrayList<>()).add(lookups);
    }

    List<Subject> subjects(String set, EvalContext context) {
        Map<DnsQuery, Subject> subjects = new LinkedHashMap<>();
        sets.getOrDefault(set, List.of()).forEach(lookups -> lookups.of(context)
            .forEach(subject -> subjects.putIfAbsent(subject.query(), subject)));
        return List.copyOf(subjects.values());
    }
}
