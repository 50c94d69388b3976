// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

/** Groups that begin with a question mark and fixed signs; longer openings stand before their beginnings. */
enum PerlGroup {
    PLAIN(":"),
    ATOMIC(">"),
    AHEAD("="),
    NOT_AHEAD("!"),
    BEHIND("<="),
    NOT_BEHIND("<!");

    private final String opening;

    PerlGroup(String opening) {
        this.opening = opening;
    }

    String opening() {
        return opening;
    }

    RegexNode node(RegexNode inside) {
        return switch (this) {
            case PLAIN -> inside;
            case ATOMIC -> new RegexNode.Atomic(inside);
            default -> new RegexNode.Look(inside, this == AHEAD || this == NOT_AHEAD, this == NOT_AHEAD || this == NOT_BEHIND);
        };
    }
}
