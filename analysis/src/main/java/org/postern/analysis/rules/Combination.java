// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

/**
 * How the members of a group, or the groups of a slot, add up to one answer.
 *
 * @param all    whether all must hold; else any one is enough
 * @param invert whether the answer is turned round
 */
public record Combination(boolean all, boolean invert) {
    /** Any one is enough. */
    public static final Combination ANY = new Combination(false, false);

    /** The combined answer where the members' plain answers are known to be decided: {@code any} or {@code all} of them hold. */
    public boolean of(boolean combined) {
        return combined != invert;
    }
}
