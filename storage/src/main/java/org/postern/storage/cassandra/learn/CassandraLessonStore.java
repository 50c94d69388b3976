// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.learn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import org.postern.gateway.learn.LessonChange;
import org.postern.gateway.learn.LessonPage;
import org.postern.gateway.learn.LessonStore;
import org.postern.gateway.learn.StoredLesson;
import org.postern.storage.cassandra.session.Cql;

/**
 * Lessons in Cassandra. A lesson is written before its news, so that whoever reads the news finds it; lessons are never changed but for
 * being forgotten, so nothing needs a lock.
 */
public final class CassandraLessonStore implements LessonStore {
    private final LessonTable lessons;
    private final NewsTable news;

    public CassandraLessonStore(Cql cql) {
        this.lessons = new LessonTable(cql);
        this.news = new NewsTable(cql);
    }

    @Override
    public void save(StoredLesson lesson) {
        lessons.save(lesson);
        news.learned(lesson.note());
    }

    @Override
    public List<StoredLesson> find(String key) {
        return lessons.ofMessage(key);
    }

    @Override
    public Optional<StoredLesson> read(String key, UUID version) {
        return lessons.find(key, version);
    }

    @Override
    public void forget(StoredLesson lesson, Instant at) {
        lessons.save(new StoredLesson(lesson.note(), lesson.lesson(), true));
        news.forgotten(lesson.note(), at);
    }

    @Override
    public void forEach(Consumer<StoredLesson> visitor) {
        lessons.forEach(visitor);
    }

    @Override
    public List<LessonChange> changesSince(Instant from, Instant now) {
        return news.since(from, now);
    }

    @Override
    public LessonPage list(int size, Optional<String> cursor, Instant now) {
        return news.list(size, cursor, now);
    }
}
