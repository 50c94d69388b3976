// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import org.postern.analysis.rules.Combination;
import org.postern.analysis.rules.what.PartMarks;

/**
 * A slot with its groups.
 *
 * @param groups in the order written
 * @param logic  how they add up
 */
record CompiledSlot(CompiledGroup[] groups, Combination logic) {

    boolean isEmpty() {
        return groups.length == 0;
    }

    boolean holds(Predicate<CompiledGroup> test) {
        if (groups.length == 0) {
            return true;
        }
        for (CompiledGroup group : groups) {
            if (test.test(group) != logic.all()) {
                return logic.of(!logic.all());
            }
        }
        return logic.of(logic.all());
    }

    /** The first group for which the test holds. */
    Optional<String> first(Predicate<CompiledGroup> test) {
        for (CompiledGroup group : groups) {
            if (test.test(group)) {
                return Optional.of(group.name());
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the slot holds, and the parts that the groups mark which hold, all together. Which part it was is no question between
     * groups: they hold somewhere in the message.
     *
     * @param precise whether the marks matter
     */
    PartMarks marks(Function<CompiledGroup, PartMarks> marking, boolean precise) {
        if (!precise) {
            return PartMarks.whole(holds(group -> marking.apply(group).holds()));
        }
        BitSet parts = new BitSet();
        boolean any = false;
        boolean all = true;
        for (CompiledGroup group : groups) {
            PartMarks marks = marking.apply(group);
            any |= marks.holds();
            all &= marks.holds();
            parts.or(marks.bits());
        }
        boolean holds = groups.length == 0 || logic.of(logic.all() ? all : any);
        return holds ? PartMarks.holding(parts) : PartMarks.NONE;
    }
}
