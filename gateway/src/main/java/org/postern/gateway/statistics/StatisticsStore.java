// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;

/**
 * Where numbers are kept. They are always put as a whole span, never added to, so that counting a span again changes nothing. Everything
 * throws {@link org.postern.gateway.StorageUnavailableException} when the store is away.
 */
public interface StatisticsStore {

    /** Puts all numbers of a span in the place of those that were there. */
    void put(Tier tier, Instant start, Counts counts);

    /**
     * Numbers of one dimension by start of the span; spans without any are left out.
     *
     * @param from first start
     * @param to   moment after the last one
     */
    SortedMap<Instant, Map<String, Map<Measure, Long>>> read(Tier tier, Dimension dimension, Instant from, Instant to);

    /** Notes spans that must be counted again, by their starts. */
    void markLate(Tier tier, Set<Instant> starts);

    /** The oldest spans of a tier that are noted, at most a number. */
    SortedSet<Instant> late(Tier tier, int most);

    /** Removes notes, but not those that were made or renewed after a moment. */
    void settleLate(Tier tier, Set<Instant> starts, Instant notAfter);

    /** The first minute that has never been counted; empty before the first counting. */
    Optional<Instant> countedUntil();

    void countedUntil(Instant minute);

    /** Takes or keeps the right to count, which one owner has at a time; whether the owner has it now. */
    boolean lease(UUID owner, Duration time);

    /** Whether nobody has asked this of the name before; remembered for a time. */
    boolean once(String name, Duration remembered);

    /** Forgets that somebody has asked for the name. */
    void again(String name);

    /**
     * Removes a key's numbers of all times, where keys are people's addresses or names.
     *
     * @param key in lower case
     * @return how many entries there were
     */
    long erase(String key);
}
