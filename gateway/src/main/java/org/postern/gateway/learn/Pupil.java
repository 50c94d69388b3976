// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;
import org.postern.analysis.spam.learn.LearnedModel;
import org.postern.analysis.spam.learn.Lesson;
import org.postern.analysis.spam.learn.MessageFeatures;
import org.postern.analysis.spam.learn.ModelTrainer;

/**
 * The models of this node with the list of lessons that are in them, so that no lesson is added or taken away twice, however often news
 * of it comes. Changes show in {@link #model} when {@link #publish} is called, since a copy costs some milliseconds.
 */
final class Pupil {
    private final ModelTrainer trainer = new ModelTrainer();
    private final Map<UUID, LessonNote> lessons = new HashMap<>();
    private volatile LearnedModel model = LearnedModel.empty();
    private boolean changed;

    LearnedModel model() {
        return model;
    }

    synchronized Lesson teach(UUID version, MessageFeatures features, Judgement judgement, List<Layer> layers, Collection<Layer> asked,
                              LessonNote note) {
        Lesson lesson = trainer.teach(features, judgement, layers, asked);
        lessons.put(version, note);
        changed = true;
        return lesson;
    }

    synchronized void add(StoredLesson lesson) {
        if (lessons.putIfAbsent(lesson.note().version(), lesson.note()) == null) {
            trainer.add(lesson.lesson());
            changed = true;
        }
    }

    synchronized void remove(UUID version, Lesson lesson) {
        if (lessons.remove(version) != null) {
            trainer.remove(lesson);
            changed = true;
        }
    }

    synchronized boolean holds(UUID version) {
        return lessons.containsKey(version);
    }

    synchronized Set<LessonNote> notes() {
        return Set.copyOf(lessons.values());
    }

    /** Makes changes visible, if there are any. */
    synchronized void publish() {
        if (changed) {
            model = trainer.snapshot();
            changed = false;
        }
    }
}
