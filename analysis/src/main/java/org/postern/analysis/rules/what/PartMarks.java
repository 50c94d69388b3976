// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.what;

import java.util.BitSet;
import java.util.List;

/**
 * What a test on a message has found: nothing, the message as a whole, or some of its parts. Only leaf parts are marked; a match on a
 * container marks what is in it.
 */
public final class PartMarks {
    /** The test does not hold. */
    public static final PartMarks NONE = new PartMarks(false, false, new BitSet(0));
    /** It holds for the message as a whole. */
    public static final PartMarks WHOLE = new PartMarks(true, true, new BitSet(0));

    private final boolean holds;
    private final boolean whole;
    private final BitSet parts;

    private PartMarks(boolean holds, boolean whole, BitSet parts) {
        this.holds = holds;
        this.whole = whole;
        this.parts = parts;
    }

    /** The whole message or nothing. */
    public static PartMarks whole(boolean holds) {
        return holds ? WHOLE : NONE;
    }

    /** These parts, which must not change afterwards; none means that the test does not hold. */
    public static PartMarks parts(BitSet parts) {
        return parts.isEmpty() ? NONE : new PartMarks(true, false, parts);
    }

    /** The test holds, and marks these parts, if any. */
    public static PartMarks holding(BitSet parts) {
        return new PartMarks(true, false, parts);
    }

    public boolean holds() {
        return holds;
    }

    /** Whether it holds for the message as a whole rather than for parts of it. */
    public boolean isWhole() {
        return whole;
    }

    /** Numbers of the marked parts, empty for the message as a whole. */
    public BitSet bits() {
        return (BitSet) parts.clone();
    }

    /** Numbers of the marked parts in order, empty for the message as a whole. */
    public List<Integer> numbers() {
        return parts.isEmpty() ? List.of() : parts.stream().boxed().toList();
    }

    /** Either holds: the parts of both; a whole beside parts counts as all of these leaves. */
    public PartMarks or(PartMarks other, BitSet leaves) {
        if (!holds || !other.holds) {
            return holds ? this : other;
        }
        if (whole && other.whole) {
            return WHOLE;
        }
        BitSet union = whole || other.whole ? (BitSet) leaves.clone() : bits();
        union.or(other.parts);
        return new PartMarks(true, false, union);
    }

    /** Both hold for the same part, or for the whole; a whole beside parts counts as all parts. */
    public PartMarks and(PartMarks other) {
        if (!holds || !other.holds) {
            return NONE;
        }
        if (whole) {
            return other;
        }
        if (other.whole) {
            return this;
        }
        BitSet both = bits();
        both.and(other.parts);
        return parts(both);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartMarks marks && holds == marks.holds && whole == marks.whole && parts.equals(marks.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode() * 4 + (holds ? 2 : 0) + (whole ? 1 : 0);
    }

    @Override
    public String toString() {
        return !holds ? "none" : whole ? "whole" : parts.toString();
    }
}
