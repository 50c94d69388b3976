// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Verdict;

/**
 * How filtering one message ended.
 */
public sealed interface FilterOutcome {

    /** Everything needed is known and the rules have decided. */
    record Decided(Facts facts, Verdict verdict) implements FilterOutcome {
    }

    /**
     * A virus engine did not finish: nothing may be delivered on this evidence.
     *
     * @param facts  what is known so far
     * @param reason for logs and the timeline, not for the SMTP client
     */
    record TryAgain(Facts facts, String reason) implements FilterOutcome {
    }
}
