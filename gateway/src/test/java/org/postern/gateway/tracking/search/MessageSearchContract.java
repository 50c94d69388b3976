// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.postern.analysis.facts.MessageId;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.NameList;

/** What a search finds, whatever the store. Each test marks its messages, so that tests may share a database. */
public interface MessageSearchContract {
    /** The store under test, the same one within a test. */
    EventStore store();

    private static Instant now() {
        return Instant.now().minusSeconds(60);
    }

    /** A received, analysed message and its rules; returns its id. */
    private String message(Instant time, String sender, double score, String... recipients) {
        String id = MessageId.next(time, new SecureRandom());
        List<Event> events = new ArrayList<>();
        events.add(new Event(id, time, "n", EventType.RECEIVED, Optional.empty(), Map.of("sender", sender, "client", "192.0.2.9",
            "size", "1000", "queue-id", "Mail-" + id, "direction", "INCOMING")));
        events.add(new Event(id, time.plusMillis(1), "n", EventType.ANALYSED, Optional.empty(), Map.of("score", String.valueOf(score),
            "message-id", "<" + id + "@remote>", "subject", "Invoice " + id, "size", "1000")));
        for (String recipient : recipients) {
            events.add(new Event(id, time.plusMillis(2), "n", EventType.RULES_APPLIED, Optional.of(recipient), Map.of("rules",
                NameList.join(List.of("Tag, \\and mark", "Pass")))));
        }
        store().append(events);
        return id;
    }

    private void step(String id, EventType type, String recipient, Map<String, String> details) {
        store().append(List.of(new Event(id, MessageId.time(id).plusSeconds(5), "n", type, Optional.of(recipient), details)));
    }

    /** What is asked. */
    default MessageSearch search() {
        return new MessageSearch(store());
    }

    private MessagePage find(MessageQuery query) {
        return search().find(query);
    }

    private static MessageQuery query(Optional<String> recipient, Optional<String> sender, Set<TrackStatus> status, int limit) {
        return new MessageQuery(now().minus(Duration.ofDays(365)), Instant.now(), recipient, sender, Optional.empty(), Optional.empty(),
            Optional.empty(), status, Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(),
            OptionalLong.empty(), OptionalLong.empty(), true, true, limit, Optional.empty());
    }

    @Test
    default void searchShouldFindAYearBackByRecipient() {
        String mark = UUID.randomUUID() + "@example.org";
        String old = message(now().minus(Duration.ofDays(360)), "a@remote.test", 1.0, mark);
        String young = message(now(), "b@remote.test", 1.0, mark, "other@example.org");

        MessagePage page = find(query(Optional.of(mark.toUpperCase(java.util.Locale.ROOT)), Optional.empty(), Set.of(), 50));

        assertThat(page.rows()).extracting(row -> row.message().id()).containsExactly(young, old);
        assertThat(page.rows().get(0).recipient().address()).contains(mark);
        assertThat(page.rows().get(0).recipient().status()).isEqualTo(TrackStatus.ACCEPTED);
        assertThat(page.rows().get(0).recipient().rules()).containsExactly("Tag, \\and mark", "Pass");
        assertThat(page.rows().get(0).message().recipients()).hasSize(2);
        assertThat(page.cursor()).isEmpty();
    }

    @Test
    default void searchShouldFindByEveryId() {
        String mark = UUID.randomUUID() + "@example.org";
        String id = message(now(), "a@remote.test", 1.0, mark);
        MessageQuery all = query(Optional.empty(), Optional.empty(), Set.of(), 50);

        for (MessageQuery query : List.of(
            new MessageQuery(all.from(), all.to(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(id + "@remote"),
                Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty(),
                OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty(), true, true, 50, Optional.empty()),
            named(all, id), named(all, "mail-" + id))) {
            assertThat(find(query).rows()).extracting(row -> row.message().id()).containsExactly(id);
        }
        assertThat(find(named(all, MessageId.next(now(), new SecureRandom()))).rows()).isEmpty();
    }

    private static MessageQuery named(MessageQuery all, String id) {
        return new MessageQuery(all.from(), all.to(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.of(id),
            Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(),
            OptionalLong.empty(), OptionalLong.empty(), true, true, 50, Optional.empty());
    }

    @Test
    default void statusShouldBeTheLastOneForEachRecipient() {
        String sender = UUID.randomUUID() + "@remote.test";
        String id = message(now(), sender, 1.0, "a@example.org", "b@example.org", "c@example.org");
        step(id, EventType.DEFERRED, "a@example.org", Map.of("reason", "451 later"));
        step(id, EventType.BOUNCED, "b@example.org", Map.of("reply", "550 5.1.1 no such user"));
        store().append(List.of(new Event(id, MessageId.time(id).plus(Duration.ofDays(2)), "n", EventType.DELIVERED,
            Optional.of("a@example.org"), Map.of())));

        assertThat(find(query(Optional.empty(), Optional.of(sender), Set.of(), 50)).rows())
            .extracting(row -> row.recipient().address().orElseThrow() + " " + row.recipient().status())
            .containsExactly("a@example.org DELIVERED", "b@example.org BOUNCED", "c@example.org ACCEPTED");
        List<MessageRow> bounced = find(query(Optional.empty(), Optional.of(sender), Set.of(TrackStatus.BOUNCED), 50)).rows();
        assertThat(bounced).singleElement().satisfies(row -> assertThat(row.recipient().reply()).contains("550 5.1.1 no such user"));
        assertThat(find(query(Optional.empty(), Optional.empty(), Set.of(TrackStatus.BOUNCED), 1000)).rows())
            .anySatisfy(row -> assertThat(row.message().id()).isEqualTo(id));
        assertThat(find(query(Optional.empty(), Optional.of(sender), Set.of(TrackStatus.DEFERRED), 50)).rows()).isEmpty();
    }

    @Test
    default void pagesShouldTogetherShowEveryRowOnce() {
        String sender = UUID.randomUUID() + "@remote.test";
        Set<String> expected = new HashSet<>();
        IntStream.range(0, 30).forEach(i -> {
            String[] recipients = IntStream.rangeClosed(0, i % 4).mapToObj(n -> "user" + n + "@example.org").toArray(String[]::new);
            String id = message(now().minus(Duration.ofHours(9L * i)), sender, 1.0, recipients);
            for (String recipient : recipients) {
                expected.add(id + " " + recipient);
            }
        });
        List<String> shown = new ArrayList<>();
        MessageQuery query = query(Optional.empty(), Optional.of(sender), Set.of(), 7);
        Optional<String> cursor = Optional.empty();
        do {
            MessagePage page = find(query.at(cursor));
            page.rows().forEach(row -> shown.add(row.message().id() + " " + row.recipient().address().orElseThrow()));
            cursor = page.cursor();
        } while (cursor.isPresent());

        assertThat(shown).hasSize(expected.size()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    default void furtherFiltersShouldHold() {
        String recipient = UUID.randomUUID() + "@example.org";
        String good = message(now(), "a@remote.test", 1.0, recipient);
        String bad = message(now().minusSeconds(10), "", 12.5, recipient);
        MessageQuery all = query(Optional.of(recipient), Optional.empty(), Set.of(), 50);

        MessageQuery scored = new MessageQuery(all.from(), all.to(), all.recipient(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.of("INVOICE"), OptionalDouble.of(5),
            OptionalDouble.of(20), OptionalLong.of(1000), OptionalLong.of(1000), true, true, 50, Optional.empty());
        assertThat(find(scored).rows()).extracting(row -> row.message().id()).containsExactly(bad);
        MessageQuery withoutNull = new MessageQuery(all.from(), all.to(), all.recipient(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Set.of(), Optional.of("pass"), Optional.empty(), Optional.empty(), OptionalDouble.empty(),
            OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty(), true, false, 50, Optional.empty());
        assertThat(find(withoutNull).rows()).extracting(row -> row.message().id()).containsExactly(good);
        assertThat(find(query(Optional.of(recipient), Optional.of("<>"), Set.of(), 50)).rows()).extracting(row -> row.message().id())
            .containsExactly(bad);
        assertThat(find(query(Optional.of(recipient), Optional.of("@remote.test"), Set.of(), 50)).rows())
            .extracting(row -> row.message().id()).containsExactly(good);
    }

    @Test
    default void greylistedRecipientsShouldBeHiddenWhenNotWanted() {
        Instant time = now();
        String recipient = UUID.randomUUID() + "@example.org";
        String id = MessageId.next(time, new SecureRandom());
        store().append(List.of(new Event(id, time, "n", EventType.GREYLISTED, Optional.of(recipient),
            Map.of("check", "greylist", "sender", "a@remote.test", "client", "192.0.2.1", "reply", "450 4.7.1 later"))));
        MessageQuery all = query(Optional.of(recipient), Optional.empty(), Set.of(), 50);

        assertThat(find(all).rows()).singleElement().satisfies(row -> {
            assertThat(row.recipient().status()).isEqualTo(TrackStatus.GREYLISTED);
            assertThat(row.recipient().reason()).contains("greylist");
            assertThat(row.message().sender()).contains("a@remote.test");
        });
        assertThat(find(new MessageQuery(all.from(), all.to(), all.recipient(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty(),
                OptionalDouble.empty(),
            OptionalLong.empty(), OptionalLong.empty(), false, true, 50, Optional.empty())).rows()).isEmpty();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/org/postern/gateway/tracking/search/free-text.csv", delimiter = '|', numLinesToSkip = 1)
    default void freeTextShouldBeFoundInWhateverIsKnownOfAMessage(String subject, String text, boolean found) {
        String recipient = "zoe.o'hara-" + UUID.randomUUID() + "@sub.example.org";
        Instant time = now();
        String id = MessageId.next(time, new SecureRandom());
        store().append(List.of(
            new Event(id, time, "n", EventType.RECEIVED, Optional.empty(), Map.of("sender", "billing@remote.test", "client", "192.0.2.77")),
            new Event(id, time.plusMillis(1), "n", EventType.ANALYSED, Optional.empty(), Map.of("subject", subject, "score", "7.5",
                "hits", "BAYES_50,HTML_MESSAGE", "found", "Win.Test.EICAR_HDB-1")),
            new Event(id, time.plusMillis(2), "n", EventType.BOUNCED, Optional.of(recipient), Map.of("reply",
                "550 5.1.1 Mailbox is over quota"))));
        MessageQuery all = query(Optional.of(recipient), Optional.empty(), Set.of(), 50);

        assertThat(find(all.with(SearchText.parse(text))).rows()).hasSize(found ? 1 : 0);
    }

    @Test
    default void freeTextShouldBeFoundAYearBackAndPageByPage() {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            expected.add(message(now().minus(Duration.ofDays(14L * i)), word + "@remote.test", 1.0, "a@example.org"));
        }
        MessageQuery query = query(Optional.empty(), Optional.empty(), Set.of(), 10).with(SearchText.parse("invoice " + word));
        List<String> shown = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            MessagePage page = find(query.at(cursor));
            page.rows().forEach(row -> shown.add(row.message().id()));
            cursor = page.cursor();
        } while (cursor.isPresent());

        assertThat(shown).containsExactlyElementsOf(expected);
    }

    @Test
    default void aPartOfASubjectShouldBeFoundWhateverItBeginsWith() {
        String mark = UUID.randomUUID().toString();
        String id = message(now(), mark + "@remote.test", 1.0, "a@example.org");
        MessageQuery all = query(Optional.empty(), Optional.of(mark + "@remote.test"), Set.of(), 50);

        for (String part : List.of("voic", "INVOICE " + id.substring(0, 4), "e " + id.charAt(0), "I", "in")) {
            assertThat(find(about(all, part)).rows()).as(part).hasSize(1);
        }
        assertThat(find(about(all, "voicemail")).rows()).isEmpty();
    }

    private static MessageQuery about(MessageQuery all, String subject) {
        return new MessageQuery(all.from(), all.to(), all.recipient(), all.sender(), Optional.empty(), Optional.empty(), Optional.empty(),
            Set.of(), Optional.empty(), Optional.empty(), Optional.of(subject), OptionalDouble.empty(), OptionalDouble.empty(),
            OptionalLong.empty(), OptionalLong.empty(), true, true, 50, Optional.empty());
    }

    @Test
    default void aStrangeCursorShouldBeRefused() {
        MessageQuery all = query(Optional.empty(), Optional.of("a@b.example"), Set.of(), 50);

        for (String cursor : List.of("x", "*", "bm9uZQ", "Og")) {
            assertThatThrownBy(() -> find(all.at(Optional.of(cursor)))).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
