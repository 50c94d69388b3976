// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.List;

/** How likely the first few octets of a piece are; counted when somebody asks, since most pieces are not chosen. */
final class FactorStart {
    /** Of what begins only at the beginning of lines or of the text. */
    static final FactorStart NOWHERE = new FactorStart(List.of(), 0);
    private static final int OCTETS = 4;

    private final List<RegexNode> nodes;
    private final int wide;
    private double chance = Double.NaN;

    FactorStart(List<RegexNode> nodes, int wide) {
        this.nodes = nodes;
        this.wide = wide;
    }

    /** The chance that one seems to begin at a place of an ordinary text. */
    double chance() {
        if (this == NOWHERE) {
            return 0;
        }
        if (Double.isNaN(chance)) {
            chance = OctetChances.ofKinds(FactorCutter.cut(nodes, OCTETS, wide));
        }
        return chance;
    }
}
