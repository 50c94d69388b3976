// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts how often two engines with the same rules agree, rule by rule and message by message. */
final class HitAgreement {
    private static final double GOOD = 0.98;
    private static final Map<String, String> REASONS = Map.of(
        "__GB_CUSTOM_HTM_URI2", "SpamAssassin keeps the recipient of the first message that its process saw in this expression",
        "GB_CUSTOM_HTM_URI", "follows from __GB_CUSTOM_HTM_URI2");

    private final Map<String, int[]> rules = new TreeMap<>();
    private long both;
    private long different;
    private int messages;
    private int sameVerdict;

    void add(Judged ours, Judged theirs) {
        messages++;
        sameVerdict += ours.isSpam() == theirs.isSpam() ? 1 : 0;
        Set<String> all = new HashSet<>(ours.hits());
        all.addAll(theirs.hits());
        for (String rule : all) {
            boolean we = ours.hits().contains(rule);
            boolean they = theirs.hits().contains(rule);
            both += we && they ? 1 : 0;
            different += we && they ? 0 : 1;
            rules.computeIfAbsent(rule, any -> new int[3])[we && they ? 0 : we ? 1 : 2]++;
        }
    }

    /** Share of all (message, rule) hits of either engine that both have. */
    double hits() {
        return both + different == 0 ? 1 : (double) both / (both + different);
    }

    double verdicts() {
        return messages == 0 ? 1 : (double) sameVerdict / messages;
    }

    void print(PrintStream out) {
        out.printf("%d hits in both, %d in one only; rules that agree in fewer than 98 of 100 hits:%n", both, different);
        rules.entrySet().stream().filter(rule -> share(rule.getValue()) < GOOD)
            .sorted(Comparator.comparingInt(rule -> -rule.getValue()[1] - rule.getValue()[2]))
            .forEach(rule -> out.printf("  %-36s both %d, only Postern %d, only SpamAssassin %d%s%n", rule.getKey(), rule.getValue()[0],
                rule.getValue()[1], rule.getValue()[2], REASONS.containsKey(rule.getKey()) ? ": " + REASONS.get(rule.getKey()) : ""));
    }

    private static double share(int[] counts) {
        return (double) counts[0] / (counts[0] + counts[1] + counts[2]);
    }
}
