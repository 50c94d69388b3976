// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import org.postern.analysis.spam.learn.Lesson;

/**
 * One lesson as the store keeps it.
 *
 * @param note      who taught what when
 * @param lesson    what changes the models
 * @param forgotten whether it has been taken back; such a lesson is kept for a while, so that every node can take it away
 */
public record StoredLesson(LessonNote note, Lesson lesson, boolean forgotten) {
    StoredLesson asForgotten() {
        return new StoredLesson(note, lesson, true);
    }
}
