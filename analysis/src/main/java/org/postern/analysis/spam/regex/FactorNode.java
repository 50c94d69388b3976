// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.List;

/** A weaker form of a piece of an expression, for automata: it accepts wherever the expression could still match. */
sealed interface FactorNode {
    FactorNode EMPTY = new Sequence(List.of());
    /** From here on everything is accepted. */
    FactorNode ACCEPT = new Accept();

    /** One octet. */
    record Octet(ByteSet set) implements FactorNode {
    }

    /** One after the other. */
    record Sequence(List<FactorNode> items) implements FactorNode {
    }

    /** Any of them. */
    record Choice(List<FactorNode> options) implements FactorNode {
    }

    /** Any number of times, none included. */
    record Star(FactorNode item) implements FactorNode {
    }

    /** The end of what is looked at. */
    record Accept() implements FactorNode {
    }
}
