// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Keeps lessons in this process alone, for servers without a database and for tests. A restart forgets them all. */
public final class InMemoryLessonStore implements LessonStore {
    private final Map<UUID, StoredLesson> lessons = new LinkedHashMap<>();
    private final Map<UUID, LessonChange> learned = new LinkedHashMap<>();
    private final Map<UUID, LessonChange> forgotten = new LinkedHashMap<>();

    @Override
    public synchronized void save(StoredLesson lesson) {
        LessonNote note = lesson.note();
        lessons.put(note.version(), lesson);
        learned.put(note.version(), new LessonChange(note.key(), note.version(), false, note.learnedAt()));
    }

    @Override
    public synchronized List<StoredLesson> find(String key) {
        return lessons.values().stream().filter(lesson -> !lesson.forgotten() && lesson.note().key().equals(key)).toList();
    }

    @Override
    public synchronized Optional<StoredLesson> read(String key, UUID version) {
        return Optional.ofNullable(lessons.get(version)).filter(lesson -> lesson.note().key().equals(key));
    }

    @Override
    public synchronized void forget(StoredLesson lesson, Instant at) {
        LessonNote note = lesson.note();
        if (lessons.computeIfPresent(note.version(), (version, kept) -> kept.asForgotten()) != null) {
            forgotten.putIfAbsent(note.version(), new LessonChange(note.key(), note.version(), true, at));
        }
        Instant oldest = at.minus(Duration.ofDays(FORGOTTEN_KEPT_DAYS));
        forgotten.values().removeIf(change -> {
            boolean old = change.at().isBefore(oldest);
            if (old) {
                lessons.remove(change.version());
                learned.remove(change.version());
            }
            return old;
        });
    }

    @Override
    public void forEach(Consumer<StoredLesson> visitor) {
        List<StoredLesson> all;
        synchronized (this) {
            all = lessons.values().stream().filter(lesson -> !lesson.forgotten()).toList();
        }
        all.forEach(visitor);
    }

    @Override
    public synchronized List<LessonChange> changesSince(Instant from, Instant now) {
        return Stream.concat(learned.values().stream(), forgotten.values().stream())
            .filter(change -> !change.at().isBefore(from)).toList();
    }

    @Override
    public synchronized LessonPage list(int size, Optional<String> cursor, Instant now) {
        int from = cursor.map(InMemoryLessonStore::place).orElse(0);
        List<LessonNote> notes = lessons.values().stream().filter(lesson -> !lesson.forgotten()).map(StoredLesson::note)
            .sorted(Comparator.comparing(LessonNote::learnedAt).thenComparing(LessonNote::version).reversed()).toList();
        int to = Math.min(notes.size(), from + size);
        Optional<String> next = to < notes.size() ? Optional.of(String.valueOf(to)) : Optional.empty();
        return new LessonPage(notes.subList(Math.min(from, to), to), next);
    }

    private static int place(String cursor) {
        int place = Integer.parseUnsignedInt(cursor);
        if (place < 1) {
            throw new IllegalArgumentException("not a cursor: " + cursor);
        }
        return place;
    }
}
