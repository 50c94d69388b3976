// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import org.postern.analysis.rules.Combination;
import org.postern.analysis.rules.Slot;

/** Says in words why a slot held or did not. */
final class SlotWords {
    private SlotWords() {
    }

    /** Such as {@code the sender is none of Friends, Partners}. */
    static String failed(String subject, Slot slot) {
        return subject + " is " + relation(slot.logic(), false) + String.join(", ", slot.groups());
    }

    /** Such as {@code no open recipient is one of Sales}. */
    static String noRecipient(Slot slot) {
        return (slot.logic().invert() ? "every open recipient is " : "no open recipient is ")
            + (slot.logic().all() ? "all of " : "one of ") + String.join(", ", slot.groups());
    }

    /** Such as {@code whether the sender is one of Staff is unknown: a directory has not answered}. */
    static String unknown(String subject, Slot slot) {
        return "whether " + subject + " is " + relation(slot.logic(), true) + String.join(", ", slot.groups())
            + " is unknown: a directory has not answered";
    }

    /** Such as {@code from Friends}; the group is the one that held. */
    static String held(String slotName, Slot slot, String group) {
        Combination logic = slot.logic();
        return slotName + " " + (!logic.all() && !logic.invert() ? group
            : relation(logic, true) + String.join(", ", slot.groups()));
    }

    private static String relation(Combination logic, boolean held) {
        boolean members = held != logic.invert();
        return logic.all() ? members ? "all of " : "not all of " : members ? "one of " : "none of ";
    }
}
