// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;

/**
 * Who taught what when, without the lesson itself.
 *
 * @param version   names this lesson; a message that is learned again gets another
 * @param key       names the message, see {@link org.postern.analysis.spam.learn.MessageKey}
 * @param judgement what the message is said to be
 * @param layers    for whose mail it counts
 * @param source    how it was judged
 * @param actor     who judged, for people
 * @param name      the Message-ID field, bounded, for people; may be empty
 * @param learnedAt when, to the millisecond
 */
public record LessonNote(UUID version, String key, Judgement judgement, List<Layer> layers, LessonSource source, String actor, String name,
                         Instant learnedAt) {
    public LessonNote {
        layers = List.copyOf(layers);
    }
}
