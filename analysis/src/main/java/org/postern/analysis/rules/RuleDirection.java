// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import org.postern.analysis.facts.Direction;

/** Which mail a rule looks at, by the port it arrived on. */
public enum RuleDirection {
    IN,
    OUT,
    BOTH;

    /** Whether mail of this direction is looked at. */
    public boolean covers(Direction direction) {
        return this == BOTH || this == IN && direction == Direction.INCOMING || this == OUT && direction == Direction.OUTGOING;
    }
}
