// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What was learned says of one message.
 *
 * @param bayes    probability of spam by the Bayesian model, 0 to 1; nothing while too little was learned
 * @param combined the same by all models together, 0 to 1; it orders messages best, but is no probability
 * @param telling  the tokens that weighed most, strongest first
 * @param ham      ham messages that the answer rests on
 * @param spam     spam messages likewise
 */
public record Classification(OptionalDouble bayes, OptionalDouble combined, List<TokenEvidence> telling, int ham, int spam) {
    public Classification {
        telling = List.copyOf(telling);
    }

    /**
     * One token that weighed.
     *
     * @param token       the token; {@code H...:} in front names its header field
     * @param probability that a message with it is spam
     * @param ham         ham messages that had it
     * @param spam        spam messages that had it
     */
    public record TokenEvidence(String token, double probability, int ham, int spam) {
    }
}
