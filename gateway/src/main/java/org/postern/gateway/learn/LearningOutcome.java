// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.util.Optional;

/**
 * What became of a judgement.
 *
 * @param result whether anything changed
 * @param note   the lesson that holds now; empty when there is none
 */
public record LearningOutcome(Result result, Optional<LessonNote> note) {

    /** Whether anything changed. */
    public enum Result {
        LEARNED,
        /** It had been learned as the opposite, or for others, before. */
        CHANGED,
        ALREADY_LEARNED,
        /** Learning is switched off, or what was learned before has not been read yet. */
        NOT_READY
    }
}
