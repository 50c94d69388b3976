// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

/**
 * A piece of an expression that must occur in whatever the expression matches, or one of several of which one must.
 *
 * @param anchor where it must begin
 * @param times  how often at least it occurs in a match
 * @param chance natural logarithm of how likely it is to be met at a place of an ordinary text, roughly
 * @param start  how likely its first few octets alone are
 */
record Factor(FactorNode node, Anchor anchor, int times, double chance, FactorStart start) {

    Factor anywhere() {
        return new Factor(node, Anchor.ANYWHERE, 1, chance, start);
    }

    /** The same in a repetition: each round holds it once more, which what holds it once often does. */
    Factor repeated(int least) {
        return new Factor(node, Anchor.ANYWHERE, least, chance - Math.log(least), start);
    }

    /** Where a piece may begin. */
    enum Anchor {
        ANYWHERE,
        LINE_START,
        TEXT_START
    }
}
