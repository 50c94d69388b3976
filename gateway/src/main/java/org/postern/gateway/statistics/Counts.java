// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.statistics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;

/**
 * Numbers of one span of time, by dimension and key. Grows while counting; used by one thread.
 */
public final class Counts {
    private final Map<Dimension, Map<String, Map<Measure, Long>>> cells = new EnumMap<>(Dimension.class);

    /** Adds to a number; zero adds nothing. */
    public void add(Dimension dimension, String key, Measure measure, long amount) {
        if (amount != 0) {
            cells.computeIfAbsent(dimension, d -> new TreeMap<>()).computeIfAbsent(key, k -> new EnumMap<>(Measure.class))
                .merge(measure, amount, Long::sum);
        }
    }

    /** Adds all numbers of one key. */
    public void add(Dimension dimension, String key, Map<Measure, Long> measures) {
        measures.forEach((measure, amount) -> add(dimension, key, measure, amount));
    }

    /** Adds all numbers of another span. */
    public void add(Counts others) {
        for (Entry<Dimension, Map<String, Map<Measure, Long>>> dimension : others.cells.entrySet()) {
            dimension.getValue().forEach((key, measures) -> add(dimension.getKey(), key, measures));
        }
    }

    /** Numbers of a dimension by key. */
    public Map<String, Map<Measure, Long>> of(Dimension dimension) {
        return cells.getOrDefault(dimension, Map.of());
    }

    /** Removes a key; whether it was there. */
    boolean remove(Dimension dimension, String key) {
        Map<String, Map<Measure, Long>> keys = cells.getOrDefault(dimension, Map.of());
        boolean removed = keys.containsKey(key) && keys.remove(key) != null;
        if (removed && keys.isEmpty()) {
            cells.remove(dimension);
        }
        return removed;
    }

    public boolean isEmpty() {
        return cells.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counts counts && counts.cells.equals(cells);
    }

    @Override
    public int hashCode() {
        return cells.hashCode();
    }

    @Override
    public String toString() {
        return cells.toString();
    }
}
