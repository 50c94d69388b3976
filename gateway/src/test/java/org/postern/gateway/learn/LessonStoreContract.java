// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;
import org.postern.analysis.spam.learn.Lesson;
import org.postern.analysis.spam.learn.Views;

/** What every lesson store must do. */
public interface LessonStoreContract {
    Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    /** The store under test, empty at the start of a test and the same one within it. */
    LessonStore store();

    private static StoredLesson lesson(String key, Judgement judgement, Instant at) {
        List<Layer> layers = List.of(Layer.site(), Layer.domain("example.org"));
        Lesson lesson = new Lesson(judgement, layers, new long[] {3, 5, 1L << 39}, new Views(new int[] {1, 2}, new int[] {7},
            new int[0]), new Lesson.Steps(-5, 1 << 24, 0, 9));
        return new StoredLesson(new LessonNote(UUID.randomUUID(), key, judgement, layers, LessonSource.REPORT, "admin", "<a@b>", at),
            lesson, false);
    }

    private static String key(int number) {
        return String.format("%02x", number % 256) + String.format("%062d", number);
    }

    @Test
    default void aSavedLessonShouldBeReadAsItWas() {
        StoredLesson saved = lesson(key(1), Judgement.SPAM, NOW);
        store().save(saved);
        assertThat(store().find(key(1))).hasSize(1).first().usingRecursiveComparison().isEqualTo(saved);
        assertThat(store().read(key(1), saved.note().version())).get().usingRecursiveComparison().isEqualTo(saved);
        assertThat(store().find(key(2))).isEmpty();
        assertThat(store().read(key(2), saved.note().version())).isEmpty();
        assertThat(store().read(key(1), UUID.randomUUID())).isEmpty();
    }

    @Test
    default void savingAgainShouldChangeNothing() {
        StoredLesson saved = lesson(key(3), Judgement.HAM, NOW);
        store().save(saved);
        store().save(saved);
        assertThat(store().find(key(3))).hasSize(1);
        assertThat(store().list(10, Optional.empty(), NOW).notes()).hasSize(1);
    }

    @Test
    default void aForgottenLessonShouldHoldNoMoreButStayReadable() {
        StoredLesson saved = lesson(key(4), Judgement.SPAM, NOW);
        store().save(saved);
        store().forget(saved, NOW.plusMillis(5));
        store().forget(saved, NOW.plusMillis(6));
        assertThat(store().find(key(4))).isEmpty();
        assertThat(store().read(key(4), saved.note().version())).hasValueSatisfying(lesson -> assertThat(lesson.forgotten()).isTrue());
        assertThat(all(store())).isEmpty();
        assertThat(store().list(10, Optional.empty(), NOW).notes()).isEmpty();
    }

    @Test
    default void aMessageShouldHaveItsNewLessonAfterTheOldOneWasForgotten() {
        StoredLesson old = lesson(key(5), Judgement.SPAM, NOW);
        store().save(old);
        store().forget(old, NOW.plusMillis(1));
        StoredLesson fresh = lesson(key(5), Judgement.HAM, NOW.plusMillis(2));
        store().save(fresh);
        assertThat(store().find(key(5))).extracting(StoredLesson::note).containsExactly(fresh.note());
    }

    @Test
    default void forEachShouldVisitAllThatHold() {
        List<LessonNote> notes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            StoredLesson lesson = lesson(key(i), i % 2 == 0 ? Judgement.SPAM : Judgement.HAM, NOW.minusSeconds(i));
            store().save(lesson);
            notes.add(lesson.note());
        }
        assertThat(all(store())).extracting(StoredLesson::note).containsExactlyInAnyOrderElementsOf(notes);
    }

    @Test
    default void newsShouldTellWhatWasLearnedAndForgottenSince() {
        StoredLesson before = lesson(key(6), Judgement.SPAM, NOW.minus(Duration.ofHours(30)));
        StoredLesson yesterday = lesson(key(7), Judgement.SPAM, NOW.minus(Duration.ofHours(23)));
        StoredLesson ahead = lesson(key(8), Judgement.SPAM, NOW.plus(Duration.ofSeconds(30)));
        store().save(before);
        store().save(yesterday);
        store().save(ahead);
        store().forget(before, NOW.minusSeconds(60));
        assertThat(store().changesSince(NOW.minus(Duration.ofHours(24)), NOW)).containsExactlyInAnyOrder(
            new LessonChange(key(7), yesterday.note().version(), false, yesterday.note().learnedAt()),
            new LessonChange(key(8), ahead.note().version(), false, ahead.note().learnedAt()),
            new LessonChange(key(6), before.note().version(), true, NOW.minusSeconds(60)));
        assertThat(store().changesSince(NOW.plusSeconds(31), NOW)).isEmpty();
    }

    @Test
    default void listShouldGiveEveryLessonOnceNewestFirst() {
        List<UUID> versions = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            StoredLesson lesson = lesson(key(i), Judgement.SPAM, NOW.minus(Duration.ofHours(5L * i)));
            store().save(lesson);
            versions.add(lesson.note().version());
        }
        List<UUID> listed = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            LessonPage page = store().list(10, cursor, NOW);
            page.notes().forEach(note -> listed.add(note.version()));
            cursor = page.next();
        } while (cursor.isPresent());
        assertThat(listed).containsExactlyElementsOf(versions);
    }

    @Test
    default void lessonsOfTheSameMomentShouldNotBeLostBetweenPages() {
        for (int i = 0; i < 7; i++) {
            store().save(lesson(key(i), Judgement.SPAM, NOW));
        }
        LessonPage first = store().list(4, Optional.empty(), NOW);
        LessonPage second = store().list(4, first.next(), NOW);
        assertThat(first.notes()).hasSize(4).doesNotContainAnyElementsOf(second.notes());
        assertThat(second.notes()).hasSize(3);
        assertThat(second.next()).isEmpty();
    }

    @Test
    default void foreignCursorsShouldBeRefused() {
        assertThatThrownBy(() -> store().list(10, Optional.of("x.y"), NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<StoredLesson> all(LessonStore store) {
        List<StoredLesson> all = new ArrayList<>();
        store.forEach(all::add);
        return all;
    }
}
