// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;
import org.postern.analysis.spam.learn.LearnableMessage;
import org.postern.analysis.spam.learn.LearnedModel;
import org.postern.analysis.spam.learn.Lesson;
import org.postern.analysis.spam.learn.MessageFeatures;
import org.postern.analysis.spam.learn.MessageKey;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.config.LearningConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from judgements, on any node for all nodes: what is learned is stored first and reaches the other nodes by {@link #follow}.
 * Each node holds the models in memory, so that filtering a message asks no store; a node that cannot reach the store goes on with what
 * it knows.
 */
public final class Learning {
    private static final Logger LOGGER = LoggerFactory.getLogger(Learning.class);
    /** News is asked for again so long after it happened, for clocks that differ and writes that come late. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);
    private static final int LONGEST_NAME = 200;

    private final LessonStore store;
    private final LearningConfiguration configuration;
    private final Clock clock;
    private final MessageAnalyser analyser = new MessageAnalyser();
    private final Map<LessonChange, Instant> followed = new HashMap<>();
    private volatile Pupil pupil = new Pupil();
    private volatile boolean loaded;
    private Instant followedUpTo = Instant.EPOCH;

    public Learning(LessonStore store, LearningConfiguration configuration, Clock clock) {
        this.store = store;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** What was learned; nothing until the stored lessons have been read. */
    public Optional<LearnedModel> model() {
        return configuration.enabled() && loaded ? Optional.of(pupil.model()) : Optional.empty();
    }

    /**
     * Learns a message; the same judgement once more changes nothing, another one replaces it.
     *
     * @param layers for whose mail it counts
     * @param actor  who judged, for people
     * @throws IOException when the message cannot be read
     * @throws StorageUnavailableException when it cannot be stored; nothing is learned then
     */
    public LearningOutcome learn(MessageSource message, Judgement judgement, List<Layer> layers, LessonSource source, String actor)
        throws IOException {
        if (model().isEmpty()) {
            return new LearningOutcome(LearningOutcome.Result.NOT_READY, Optional.empty());
        }
        LearnableMessage readable = read(message);
        String key = MessageKey.of(readable);
        List<StoredLesson> before = store.find(key);
        Optional<StoredLesson> same = before.stream()
            .filter(lesson -> lesson.note().judgement() == judgement && lesson.note().layers().containsAll(layers)).findFirst();
        if (same.isPresent() || source == LessonSource.AUTOMATIC && !before.isEmpty()) {
            return new LearningOutcome(LearningOutcome.Result.ALREADY_LEARNED, same.or(() -> before.stream().findFirst())
                .map(StoredLesson::note));
        }
        before.forEach(this::forget);
        LessonNote note = new LessonNote(UUID.randomUUID(), key, judgement, layers, source, actor, name(readable),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
        teach(MessageFeatures.of(readable), note);
        return new LearningOutcome(before.isEmpty() ? LearningOutcome.Result.LEARNED : LearningOutcome.Result.CHANGED, Optional.of(note));
    }

    /**
     * Takes back what a message taught.
     *
     * @return how many lessons were taken back, 0 or 1 as a rule
     */
    public int forget(String key) {
        List<StoredLesson> lessons = store.find(key);
        lessons.forEach(this::forget);
        return lessons.size();
    }

    /** The same by the message itself. */
    public int forget(MessageSource message) throws IOException {
        return forget(MessageKey.of(read(message)));
    }

    /** Lessons that hold, newest first. */
    public LessonPage list(int size, Optional<String> cursor) {
        return store.list(size, cursor, clock.instant());
    }

    /** Reads all that was learned; until it has been done nothing is classified. May be called again to begin anew. */
    public void load() {
        Instant start = clock.instant();
        Pupil fresh = new Pupil();
        store.forEach(fresh::add);
        synchronized (this) {
            followed.clear();
            followedUpTo = start;
            pupil = fresh;
            follow();
            loaded = true;
        }
    }

    /**
     * Learns what other nodes have learned since, and makes all that is new count. To be called every second or two; what cannot be
     * read now is read by a later call.
     */
    public synchronized void follow() {
        Instant now = clock.instant();
        Instant from = followedUpTo.minus(OVERLAP);
        Set<UUID> looked = new HashSet<>();
        for (LessonChange change : store.changesSince(from, now)) {
            if (!followed.containsKey(change) && looked.add(change.version())) {
                settle(change);
            }
        }
        store.changesSince(from, now).forEach(change -> {
            if (looked.contains(change.version())) {
                followed.put(change, change.at());
            }
        });
        followed.values().removeIf(at -> at.isBefore(from.minus(OVERLAP)));
        followedUpTo = now;
        pupil.publish();
    }

    /** Forgets what is too old and what is too much. Any number of nodes may do it. */
    public int forgetOld() {
        if (model().isEmpty()) {
            return 0;
        }
        List<LessonNote> notes = new ArrayList<>(pupil.notes());
        notes.sort(Comparator.comparing(LessonNote::learnedAt).reversed());
        Instant oldest = clock.instant().minus(configuration.forgetAfter());
        int forgotten = 0;
        for (int i = notes.size() - 1; i >= 0; i--) {
            LessonNote note = notes.get(i);
            if (i < configuration.mostMessages() && !note.learnedAt().isBefore(oldest)) {
                break;
            }
            Optional<StoredLesson> lesson = store.read(note.key(), note.version());
            if (lesson.isPresent()) {
                forget(lesson.get());
                forgotten++;
            }
        }
        return forgotten;
    }

    private void settle(LessonChange change) {
        Pupil present = pupil;
        Optional<StoredLesson> lesson = store.read(change.key(), change.version());
        if (lesson.isPresent() && !lesson.get().forgotten()) {
            present.add(lesson.get());
        } else if (lesson.isPresent()) {
            present.remove(change.version(), lesson.get().lesson());
        } else if (present.holds(change.version())) {
            LOGGER.warn("A forgotten lesson cannot be read any more; all that was learned is read anew");
            load();
        }
    }

    private void teach(MessageFeatures features, LessonNote note) {
        Pupil present = pupil;
        Lesson lesson = present.teach(note.version(), features, note.judgement(), note.layers(), note.layers(), note);
        try {
            store.save(new StoredLesson(note, lesson, false));
        } catch (StorageUnavailableException e) {
            present.remove(note.version(), lesson);
            throw e;
        }
    }

    private void forget(StoredLesson lesson) {
        store.forget(lesson, clock.instant());
        pupil.remove(lesson.note().version(), lesson.lesson());
    }

    private LearnableMessage read(MessageSource message) throws IOException {
        return LearnableMessage.of(analyser.analyse(message, AnalysisLimits.defaults()));
    }

    private static String name(LearnableMessage message) {
        String id = message.headers().stream().filter(field -> field.name().equalsIgnoreCase("Message-ID"))
            .map(field -> field.value().strip()).findFirst().orElse("");
        return id.length() <= LONGEST_NAME ? id : id.substring(0, LONGEST_NAME);
    }
}
