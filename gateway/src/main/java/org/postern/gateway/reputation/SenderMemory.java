// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.reputation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.SenderFacts;
import org.postern.analysis.rules.Verdict;
import org.postern.gateway.request.FilterRequest;

/** What is known of senders from earlier mail; a seam, so that a gateway may do without. */
public interface SenderMemory {

    /**
     * What is known of a stranger, by one bounded read. Empty where nothing is remembered; never throws.
     *
     * @param headers fields of the top part
     * @param limit   most time it may take
     */
    Optional<SenderFacts> of(FilterRequest request, List<HeaderField> headers, Optional<Authentication> proofs, Duration limit);

    /** Learns from a decision beside the way of the mail; returns at once. */
    void learn(Facts facts, Verdict verdict);

    /** Nothing is remembered. */
    static SenderMemory none() {
        return new SenderMemory() {
            @Override
            public Optional<SenderFacts> of(FilterRequest request, List<HeaderField> headers, Optional<Authentication> proofs,
                                            Duration limit) {
                return Optional.empty();
            }

            @Override
            public void learn(Facts facts, Verdict verdict) {
                // Nothing is remembered.
            }
        };
    }
}
