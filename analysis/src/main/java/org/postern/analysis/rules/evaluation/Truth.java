// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

/**
 * Whether a who slot holds, when a directory may not have answered. A rule binds nobody on a guess: neither as a member of a group nor,
 * inverted, as somebody who is none.
 */
enum Truth {
    YES,
    NO,
    UNKNOWN;

    /** The slot's answer; unknown only when what is unknown decides it. */
    static Truth of(CompiledSlot slot, WhoIndex.Answers answers) {
        if (slot.isEmpty()) {
            return YES;
        }
        if (!answers.mayBeUnknown()) {
            return of(slot.holds(group -> group.holds(answers::holds)));
        }
        // Objects, groups and slots only add up and turn round, so that looking at both ends of each group tells all there is.
        boolean least = slot.holds(group -> low(group, answers) && high(group, answers));
        boolean most = slot.holds(group -> low(group, answers) || high(group, answers));
        return least == most ? of(least) : UNKNOWN;
    }

    private static boolean low(CompiledGroup group, WhoIndex.Answers answers) {
        return group.holds(answers::holds);
    }

    private static boolean high(CompiledGroup group, WhoIndex.Answers answers) {
        return group.holds(number -> answers.holds(number) || answers.unknown(number));
    }

    private static Truth of(boolean truth) {
        return truth ? YES : NO;
    }
}
