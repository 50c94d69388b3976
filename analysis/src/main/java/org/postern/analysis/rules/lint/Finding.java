// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.lint;

import java.util.List;

/**
 * Something about a rule that nobody can have wanted.
 *
 * @param kind    what it is
 * @param rule    the rule
 * @param others  rules that have part in it
 * @param text    for people
 * @param witness a message that shows it, in words; empty when there can be none
 */
public record Finding(Kind kind, String rule, List<String> others, String text, String witness) {

    /** What may be wrong. */
    public enum Kind {
        /** No message matches the rule. */
        NEVER_MATCHES,
        /** Every message that would match is settled by rules before it. */
        SHADOWED,
        /** Another rule of the same priority decides otherwise on the same message. */
        CONTRADICTION
    }

    public Finding {
        others = List.copyOf(others);
    }
}
