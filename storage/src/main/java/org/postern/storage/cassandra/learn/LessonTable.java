// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.learn;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import org.postern.analysis.spam.learn.Lesson;
import org.postern.analysis.spam.learn.LessonCodec;
import org.postern.gateway.learn.LessonNote;
import org.postern.gateway.learn.LessonSource;
import org.postern.gateway.learn.LessonStore;
import org.postern.gateway.learn.StoredLesson;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/** The lessons themselves. */
final class LessonTable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LessonTable.class);
    private static final int BUCKET_DIGITS = 2;
    private static final int BUCKETS = 256;
    private static final int PAGE = 50;

    private final Cql cql;
    private final PreparedStatement insert;
    private final PreparedStatement insertForgotten;
    private final PreparedStatement selectMessage;
    private final PreparedStatement selectOne;
    private final PreparedStatement selectBucket;

    LessonTable(Cql cql) {
        this.cql = cql;
        String columns = "bucket, message_key, version, lesson, source, actor, name, learned_at, forgotten";
        this.insert = cql.prepare("INSERT INTO postern_lesson (" + columns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, false)");
        this.insertForgotten = cql.prepare("INSERT INTO postern_lesson (" + columns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, true) USING TTL "
            + TimeToLive.seconds(Duration.ofDays(LessonStore.FORGOTTEN_KEPT_DAYS)));
        this.selectMessage = cql.prepare("SELECT " + columns + " FROM postern_lesson WHERE bucket = ? AND message_key = ?");
        this.selectOne = cql.prepare("SELECT " + columns + " FROM postern_lesson WHERE bucket = ? AND message_key = ? AND version = ?");
        this.selectBucket = cql.prepare("SELECT " + columns + " FROM postern_lesson WHERE bucket = ?");
    }

    void save(StoredLesson stored) {
        LessonNote note = stored.note();
        cql.execute((stored.forgotten() ? insertForgotten : insert).bind(bucket(note.key()), note.key(), note.version().toString(),
            ByteBuffer.wrap(LessonCodec.encode(stored.lesson())), note.source().name(), note.actor(), note.name(), note.learnedAt()));
    }

    List<StoredLesson> ofMessage(String key) {
        return Cql.guard(() -> {
            List<StoredLesson> lessons = new ArrayList<>();
            for (Row row : cql.execute(selectMessage.bind(bucket(key), key))) {
                read(row).filter(lesson -> !lesson.forgotten()).ifPresent(lessons::add);
            }
            return lessons;
        });
    }

    Optional<StoredLesson> find(String key, UUID version) {
        return Optional.ofNullable(Cql.guard(() -> cql.execute(selectOne.bind(bucket(key), key, version.toString())).one()))
            .flatMap(LessonTable::read);
    }

    void forEach(Consumer<StoredLesson> visitor) {
        for (int number = 0; number < BUCKETS; number++) {
            String bucket = String.format("%02x", number);
            Cql.guard(() -> {
                for (Row row : cql.execute(selectBucket.bind(bucket).setPageSize(PAGE))) {
                    read(row).filter(lesson -> !lesson.forgotten()).ifPresent(visitor);
                }
                return null;
            });
        }
    }

    private static String bucket(String key) {
        return key.substring(0, Math.min(BUCKET_DIGITS, key.length()));
    }

    private static Optional<StoredLesson> read(Row row) {
        ByteBuffer blob = row.getByteBuffer("lesson");
        String source = row.getString("source");
        if (blob == null || source == null) {
            return Optional.empty();
        }
        try {
            byte[] bytes = new byte[blob.remaining()];
            blob.get(bytes);
            Lesson lesson = LessonCodec.decode(bytes);
            LessonNote note = new LessonNote(UUID.fromString(row.getString("version")), row.getString("message_key"), lesson.judgement(),
                lesson.layers(), LessonSource.valueOf(source), row.getString("actor"), row.getString("name"),
                row.getInstant("learned_at"));
            return Optional.of(new StoredLesson(note, lesson, row.getBoolean("forgotten")));
        } catch (IllegalArgumentException e) {
            // written by a newer node during an update
            LOGGER.warn("Left out a lesson that this release cannot read: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
