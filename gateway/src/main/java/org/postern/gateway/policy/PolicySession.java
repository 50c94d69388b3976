// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What checks decided and found in one connection so far. Each part lives as long as what it was decided on: an address for the
 * connection, a name until the next HELO, a sender for one transaction. A session is served by one thread at a time; the methods are
 * synchronized so that the next thread sees what the last one wrote.
 */
public final class PolicySession {
    private final Map<PolicyPoint, String> reached = new EnumMap<>(PolicyPoint.class);
    private final Map<PolicyPoint, List<PolicyFinding>> findings = new EnumMap<>(PolicyPoint.class);
    private final Map<PolicyPoint, Map<String, Object>> facts = new EnumMap<>(PolicyPoint.class);

    /** Remembers a fact for as long as it is true, in place of an earlier one of this name. */
    public synchronized <T> void remember(PolicyFact<T> fact, T value) {
        facts.computeIfAbsent(fact.point(), point -> new HashMap<>()).put(fact.name(), value);
    }

    /** What is remembered under this name. */
    public synchronized <T> Optional<T> recall(PolicyFact<T> fact) {
        return Optional.ofNullable(facts.getOrDefault(fact.point(), Map.of()).get(fact.name())).map(fact.type()::cast);
    }

    /** What is remembered under this name, found out now if nothing is. */
    public synchronized <T> T recall(PolicyFact<T> fact, Supplier<T> absent) {
        return recall(fact).orElseGet(() -> {
            T value = absent.get();
            remember(fact, value);
            return value;
        });
    }

    /** Everything that was decided and still holds, in the order of the points. */
    public synchronized List<PolicyFinding> findings() {
        return findings.values().stream().flatMap(List::stream).toList();
    }

    /** Whether a check of this session or transaction is to be left out. */
    public synchronized boolean exempt(PolicyCheck check) {
        return findings().stream().anyMatch(finding -> finding.decision() instanceof PolicyDecision.ExemptFrom exemption
            && exemption.checks().contains(check));
    }

    /** Whether the session came to this point with these facts already. */
    synchronized boolean hasReached(PolicyPoint point, String by) {
        return by.equals(reached.get(point));
    }

    /** Begins a point anew: what was decided on earlier facts of this point and of later ones is forgotten. */
    synchronized void begin(PolicyPoint point, String by) {
        boolean again = reached.containsKey(point);
        for (PolicyPoint each : PolicyPoint.values()) {
            if (each.compareTo(point) >= 0) {
                reached.remove(each);
                findings.remove(each);
                // What was found before the first arrival, such as bytes that came too early, belongs to it.
                if (again || each != point) {
                    facts.remove(each);
                }
            }
        }
        reached.put(point, by);
    }

    /** Keeps a decision until its point begins anew. */
    synchronized void add(PolicyPoint point, PolicyFinding finding) {
        findings.computeIfAbsent(point, each -> new ArrayList<>()).add(finding);
    }
}
