// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.learn;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;
import org.postern.gateway.learn.LessonChange;
import org.postern.gateway.learn.LessonNote;
import org.postern.gateway.learn.LessonPage;
import org.postern.gateway.learn.LessonSource;
import org.postern.gateway.learn.LessonStore;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/** Lessons in the order of time, a partition a day. */
final class NewsTable {
    private static final String ALL = "all";
    private static final String AT = "at";
    private static final String VERSION = "version";

    private final Cql cql;
    private final PreparedStatement insertLearned;
    private final PreparedStatement insertForgotten;
    private final PreparedStatement deleteLearned;
    private final PreparedStatement insertDay;
    private final PreparedStatement selectDays;
    private final PreparedStatement selectSince;
    private final PreparedStatement selectUpTo;

    NewsTable(Cql cql) {
        this.cql = cql;
        this.insertLearned = cql.prepare("INSERT INTO postern_lesson_news (day, at, version, forgotten, message_key, judgement, layers,"
            + " source, actor, name) VALUES (?, ?, ?, false, ?, ?, ?, ?, ?, ?)");
        this.insertForgotten = cql.prepare("INSERT INTO postern_lesson_news (day, at, version, forgotten, message_key)"
            + " VALUES (?, ?, ?, true, ?) USING TTL " + TimeToLive.seconds(Duration.ofDays(LessonStore.FORGOTTEN_KEPT_DAYS)));
        this.deleteLearned = cql.prepare("DELETE FROM postern_lesson_news WHERE day = ? AND at = ? AND version = ? AND forgotten = false");
        this.insertDay = cql.prepare("INSERT INTO postern_lesson_day (part, day) VALUES ('" + ALL + "', ?)");
        this.selectDays = cql.prepare("SELECT day FROM postern_lesson_day WHERE part = '" + ALL + "' AND day <= ?");
        this.selectSince = cql.prepare("SELECT at, version, forgotten, message_key FROM postern_lesson_news WHERE day = ? AND at >= ?");
        this.selectUpTo = cql.prepare("SELECT at, version, forgotten, message_key, judgement, layers, source, actor, name"
            + " FROM postern_lesson_news WHERE day = ? AND at <= ?");
    }

    void learned(LessonNote note) {
        String day = day(note.learnedAt());
        cql.execute(insertDay.bind(day));
        cql.execute(insertLearned.bind(day, note.learnedAt(), note.version().toString(), note.key(), note.judgement().name(),
            note.layers().stream().map(Layer::text).toList(), note.source().name(), note.actor(), note.name()));
    }

    void forgotten(LessonNote note, Instant at) {
        cql.execute(insertForgotten.bind(day(at), at, note.version().toString(), note.key()));
        cql.execute(deleteLearned.bind(day(note.learnedAt()), note.learnedAt(), note.version().toString()));
    }

    List<LessonChange> since(Instant from, Instant now) {
        List<LessonChange> changes = new ArrayList<>();
        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
        LocalDate oldest = last.minusDays(LessonStore.FORGOTTEN_KEPT_DAYS + 1L);
        LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
        for (day = day.isBefore(oldest) ? oldest : day; !day.isAfter(last); day = day.plusDays(1)) {
            String partition = day.toString();
            Cql.guard(() -> {
                for (Row row : cql.execute(selectSince.bind(partition, from))) {
                    changes.add(new LessonChange(row.getString("message_key"), UUID.fromString(row.getString(VERSION)),
                        row.getBoolean("forgotten"), row.getInstant(AT)));
                }
                return null;
            });
        }
        return changes;
    }

    LessonPage list(int size, Optional<String> cursor, Instant now) {
        ListPlace from = cursor.map(ListPlace::parse).orElseGet(() -> ListPlace.newest(now));
        return Cql.guard(() -> {
            List<LessonNote> notes = new ArrayList<>();
            for (Row dayRow : cql.execute(selectDays.bind(day(from.at())))) {
                for (Row row : cql.execute(selectUpTo.bind(dayRow.getString("day"), from.at()))) {
                    if (row.getBoolean("forgotten") || !from.isBefore(row.getInstant(AT), row.getString(VERSION))) {
                        continue;
                    }
                    if (notes.size() == size) {
                        LessonNote last = notes.get(size - 1);
                        return new LessonPage(notes, Optional.of(new ListPlace(last.learnedAt(), last.version().toString()).text()));
                    }
                    notes.add(note(row));
                }
            }
            return new LessonPage(notes, Optional.empty());
        });
    }

    private static LessonNote note(Row row) {
        return new LessonNote(UUID.fromString(row.getString(VERSION)), row.getString("message_key"),
            Judgement.valueOf(row.getString("judgement")), row.getList("layers", String.class).stream().map(Layer::parse).toList(),
            LessonSource.valueOf(row.getString("source")), row.getString("actor"), row.getString("name"), row.getInstant(AT));
    }

    private static String day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }
}
