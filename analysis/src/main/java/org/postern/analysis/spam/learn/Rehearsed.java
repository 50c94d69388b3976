// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Some lessons of each kind that are kept at hand, to find where the models now draw the line between ham and spam. Which ones is decided
 * by their content alone, so that copies that were taught the same in another order, or on another node, keep the same.
 */
final class Rehearsed {
    private static final int USED = 100;
    /** As many again wait, so that lessons can be taken away without a trace. */
    private static final int KEPT = 2 * USED;

    private final SortedMap<Long, Kept> ham = new TreeMap<>();
    private final SortedMap<Long, Kept> spam = new TreeMap<>();

    /** The same mail may be taught again and again; it stands here once, until all of that was taken away. */
    private record Kept(Lesson lesson, int times) {
        Optional<Kept> less() {
            return times == 1 ? Optional.empty() : Optional.of(new Kept(lesson, times - 1));
        }
    }

    void add(Lesson lesson) {
        SortedMap<Long, Kept> kept = of(lesson);
        kept.merge(key(lesson), new Kept(lesson, 1), (before, more) -> new Kept(before.lesson(), before.times() + 1));
        if (kept.size() > KEPT) {
            kept.remove(kept.lastKey());
        }
    }

    void remove(Lesson lesson) {
        of(lesson).computeIfPresent(key(lesson), (key, before) -> before.less().orElse(null));
    }

    /** At most a hundred. */
    List<Lesson> ham() {
        return used(ham);
    }

    /** At most a hundred. */
    List<Lesson> spam() {
        return used(spam);
    }

    private static List<Lesson> used(SortedMap<Long, Kept> kept) {
        return kept.values().stream().limit(USED).map(Kept::lesson).toList();
    }

    private SortedMap<Long, Kept> of(Lesson lesson) {
        return lesson.judgement() == Judgement.HAM ? ham : spam;
    }

    private static long key(Lesson lesson) {
        long key = Arrays.hashCode(lesson.tokens());
        for (int[] view : List.of(lesson.views().words(), lesson.views().grams(), lesson.views().octets())) {
            key = Mix.spread(key * 31 + Arrays.hashCode(view));
        }
        return Mix.spread(key);
    }
}
