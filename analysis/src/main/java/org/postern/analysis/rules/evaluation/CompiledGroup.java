// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import java.util.BitSet;

import org.postern.analysis.rules.Combination;
import org.postern.analysis.rules.what.PartMarks;
import org.postern.analysis.rules.what.PartTree;

/**
 * A group whose objects are numbers in an index.
 *
 * @param name  of the group
 * @param ids   numbers of its objects
 * @param logic how they add up
 */
record CompiledGroup(String name, int[] ids, Combination logic) {

    /** Whether an object holds, by its number. */
    @FunctionalInterface
    interface Test {
        boolean holds(int number);
    }

    /** What an object marks, by its number. */
    @FunctionalInterface
    interface Marking {
        PartMarks marks(int number);
    }

    boolean holds(Test test) {
        for (int id : ids) {
            if (test.holds(id) != logic.all()) {
                return logic.of(!logic.all());
            }
        }
        return logic.of(logic.all());
    }

    /**
     * The parts that the group marks.
     *
     * @param precise whether the marks matter; else only whether it holds does
     */
    PartMarks marks(Marking marking, PartTree tree, boolean precise) {
        PartMarks found = PartMarks.whole(logic.all());
        for (int id : ids) {
            PartMarks one = marking.marks(id);
            found = logic.all() ? found.and(one) : found.or(one, tree.leaves());
            if (logic.all() ? !found.holds() : found.isWhole() && !precise || found.holds() && !precise && !logic.invert()) {
                break;
            }
        }
        return logic.invert() ? inverted(found, tree) : found;
    }

    /** Every leaf that is not marked; what a reader sees as the text is never among the marks that nobody has asked for by name. */
    private static PartMarks inverted(PartMarks found, PartTree tree) {
        if (found.isWhole()) {
            return PartMarks.NONE;
        }
        BitSet rest = (BitSet) tree.leaves().clone();
        rest.andNot(found.bits());
        if (found.holds() && rest.isEmpty()) {
            return PartMarks.NONE;
        }
        rest.andNot(tree.bodyTexts());
        return PartMarks.holding(rest);
    }
}
