// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import java.util.List;

import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.spam.SpamOutcome;

/** The outcome when a program did not tell: unknown, which is not the same as no points. */
final class Unanswered {
    private Unanswered() {
    }

    static SpamOutcome because(String engine, String reason) {
        return new SpamOutcome(SpamAnalysis.none(), List.of(new UnknownCheck("spam." + engine, reason)));
    }
}
