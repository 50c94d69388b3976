// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.tracking.search.SearchText;

/**
 * How every quarantine store must list: newest first, exact at the bounds, and paged so that nothing is shown twice or left out while
 * mail keeps arriving.
 */
public interface QuarantineListContract {
    MessageSource MAIL = MessageSource.of(new byte[] {'x'});

    /** The store under test, the same one within a test. */
    QuarantineStore store();

    /** The recipient's items of the last 60 days, up to 100. */
    static QuarantineQuery of(String recipient) {
        return of(recipient, Optional.empty(), 100);
    }

    static QuarantineQuery of(String recipient, Optional<String> cursor, int limit) {
        Instant now = SampleItems.now();
        return new QuarantineQuery(now.minus(Duration.ofDays(60)), now.plus(Duration.ofDays(1)), Optional.of(recipient),
            Optional.empty(), cursor, limit);
    }

    private QuarantineItem stored(String recipient, QuarantineKind kind, Instant at) {
        QuarantineItem item = SampleItems.item(SampleItems.messageId(), recipient, kind, at);
        store().store(MAIL, List.of(item));
        return item;
    }

    private QuarantineItem stored(String recipient, Instant at) {
        return stored(recipient, QuarantineKind.SPAM, at);
    }

    @Test
    default void listShouldBeEmptyWhenThereIsNothing() {
        assertThat(store().list(of(SampleItems.recipient()))).isEqualTo(new QuarantinePage(List.of(), Optional.empty()));
    }

    @Test
    default void recipientsShouldBeThoseOfTheSpan() {
        String recipient = SampleItems.recipient();
        String before = SampleItems.recipient();
        Instant now = SampleItems.now();
        stored(recipient.toUpperCase(Locale.ROOT), now.minus(Duration.ofHours(1)));
        stored(recipient, now);
        stored(before, now.minus(Duration.ofDays(5)));
        assertThat(store().recipients(now.minus(Duration.ofDays(1)), now.plusSeconds(1))).contains(recipient).doesNotContain(before);
        assertThat(store().recipients(now.minus(Duration.ofDays(6)), now.plusSeconds(1))).contains(recipient, before);
    }

    @Test
    default void listShouldShowTheNewestFirst() {
        String recipient = SampleItems.recipient();
        Instant now = SampleItems.now();
        QuarantineItem middle = stored(recipient, now.minusSeconds(10));
        QuarantineItem oldest = stored(recipient, now.minus(Duration.ofDays(40)));
        QuarantineItem newest = stored(recipient, now);
        QuarantineItem older = stored(recipient, now.minus(Duration.ofDays(3)));

        assertThat(store().list(of(recipient)).items()).containsExactly(newest, middle, older, oldest);
    }

    @Test
    default void listShouldShowPendingItemsOnly() {
        String recipient = SampleItems.recipient();
        Instant now = SampleItems.now();
        QuarantineItem pending = stored(recipient, now);
        QuarantineItem releasing = stored(recipient, now.minusSeconds(1));
        QuarantineItem deleted = stored(recipient, now.minusSeconds(2));
        QuarantineItem released = stored(recipient, now.minusSeconds(3));
        store().transition(releasing.id(), ItemStatus.PENDING, ItemStatus.RELEASING);
        store().transition(deleted.id(), ItemStatus.PENDING, ItemStatus.DELETED);
        store().transition(released.id(), ItemStatus.PENDING, ItemStatus.RELEASED);

        assertThat(store().list(of(recipient)).items()).containsExactly(pending);

        store().transition(releasing.id(), ItemStatus.RELEASING, ItemStatus.PENDING);
        assertThat(store().list(of(recipient)).items()).containsExactly(pending, releasing);
    }

    @Test
    default void listShouldCompareTheRecipientWithoutRegardToCase() {
        String recipient = "Ünï." + SampleItems.recipient();
        QuarantineItem item = stored(recipient, SampleItems.now());
        stored(SampleItems.recipient(), SampleItems.now());

        assertThat(store().list(of(recipient.toUpperCase(Locale.ROOT))).items()).containsExactly(item);
    }

    @Test
    default void listShouldIncludeFromAndExcludeTo() {
        String recipient = SampleItems.recipient();
        Instant from = SampleItems.now().minus(Duration.ofHours(30));
        Instant to = from.plus(Duration.ofHours(25));
        stored(recipient, from.minusMillis(1));
        QuarantineItem first = stored(recipient, from);
        QuarantineItem last = stored(recipient, to.minusMillis(1));
        stored(recipient, to);

        QuarantineQuery query = new QuarantineQuery(from, to, Optional.of(recipient), Optional.empty(), Optional.empty(), 10);
        assertThat(store().list(query).items()).containsExactly(last, first);
    }

    @Test
    default void listShouldShowEveryRecipientWhenNoneIsAsked() {
        Instant at = window();
        QuarantineItem first = stored(SampleItems.recipient(), at.plusMillis(2));
        QuarantineItem second = stored(SampleItems.recipient(), at.plusMillis(1));

        QuarantineQuery query = new QuarantineQuery(at, at.plusMillis(5), Optional.empty(), Optional.empty(), Optional.empty(), 1000);
        assertThat(store().list(query).items()).containsSubsequence(first, second);
    }

    @Test
    default void listShouldShowTheAskedKindOnly() {
        String recipient = SampleItems.recipient();
        Instant at = window();
        QuarantineItem virus = stored(recipient, QuarantineKind.VIRUS, at.plusMillis(1));
        stored(recipient, QuarantineKind.SPAM, at);
        QuarantineItem otherRecipient = stored(SampleItems.recipient(), QuarantineKind.VIRUS, at.plusMillis(2));

        assertThat(store().list(new QuarantineQuery(at, at.plusMillis(5), Optional.of(recipient), Optional.of(QuarantineKind.VIRUS),
            Optional.empty(), 10)).items()).containsExactly(virus);
        assertThat(store().list(new QuarantineQuery(at, at.plusMillis(5), Optional.empty(), Optional.of(QuarantineKind.VIRUS),
            Optional.empty(), 1000)).items()).contains(virus, otherRecipient)
            .allSatisfy(item -> assertThat(item.kind()).isEqualTo(QuarantineKind.VIRUS));
    }

    @Test
    default void lastPageShouldHaveNoCursor() {
        String recipient = SampleItems.recipient();
        IntStream.range(0, 4).forEach(i -> stored(recipient, SampleItems.now().minusSeconds(i)));

        QuarantinePage first = store().list(of(recipient, Optional.empty(), 2));
        QuarantinePage second = store().list(of(recipient, first.next(), 2));

        assertThat(first.items()).hasSize(2);
        assertThat(first.next()).isPresent();
        assertThat(second.items()).hasSize(2);
        assertThat(second.next()).isEmpty();
    }

    @Test
    default void pagesShouldShowEveryItemOnceAlsoOfTheSameInstant() {
        String recipient = SampleItems.recipient();
        Instant at = SampleItems.now().minusSeconds(100);
        Set<QuarantineItem> all = new HashSet<>();
        IntStream.range(0, 10).forEach(i -> all.add(stored(recipient, at)));
        IntStream.range(0, 13).forEach(i -> all.add(stored(recipient, at.minus(Duration.ofHours(9L * i + 1)))));

        List<QuarantineItem> shown = pages(recipient, 3);

        assertThat(shown).hasSize(all.size()).containsExactlyInAnyOrderElementsOf(all)
            .isSortedAccordingTo(Comparator.comparing(QuarantineItem::quarantinedAt).reversed());
    }

    @Test
    default void pagesShouldBeStableWhileMailArrivesAndIsSettled() {
        String recipient = SampleItems.recipient();
        Instant now = SampleItems.now();
        List<QuarantineItem> items = IntStream.range(0, 6).mapToObj(i -> stored(recipient, now.minusSeconds(i + 10))).toList();
        QuarantinePage first = store().list(of(recipient, Optional.empty(), 2));

        stored(recipient, now);
        store().transition(items.get(1).id(), ItemStatus.PENDING, ItemStatus.DELETED);
        store().transition(items.get(2).id(), ItemStatus.PENDING, ItemStatus.DELETED);
        QuarantinePage second = store().list(of(recipient, first.next(), 2));

        assertThat(first.items()).containsExactly(items.get(0), items.get(1));
        assertThat(second.items()).containsExactly(items.get(3), items.get(4));
        assertThat(store().list(of(recipient, second.next(), 2)).items()).containsExactly(items.get(5));
    }

    @Test
    default void listShouldRefuseACursorItDidNotGive() {
        for (String cursor : List.of("", "nonsense", "1", "../../etc", "ÿ", "0.0_nonsense", "AAAA====")) {
            assertThatThrownBy(() -> store().list(of(SampleItems.recipient(), Optional.of(cursor), 10)))
                .as(cursor).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void listShouldFilterByWhatIsKnownOfItems() {
        String domain = "d" + SampleItems.recipient().substring(4).replace("@", ".");
        Instant at = SampleItems.now();
        QuarantineItem plain = SampleItems.item(SampleItems.messageId(), "a@" + domain, QuarantineKind.SPAM, at);
        QuarantineItem other = new QuarantineItem(ItemId.of(SampleItems.messageId(), "b@" + domain), QuarantineKind.SPAM,
            ItemStatus.PENDING, plain.direction(), at.minusSeconds(1), plain.expiresAt(), "bounce@list.example", "b@" + domain,
            "Gr\u00fc\u00dfe vom Amt", "Herald <news@herald.example>", "192.0.2.9", 4242, 3.5, List.of("Low"), "score 3.5: OFFER");
        store().store(MAIL, List.of(plain));
        store().store(MAIL, List.of(other));
        store().markRequested(other.id(), at);

        QuarantineFilter all = QuarantineFilter.none().within(Set.of(domain));
        assertThat(ids(domain, all)).containsExactly(plain.id(), other.id());
        assertThat(ids(domain, filter(domain, "sender", "HERALD"))).containsExactly(other.id());
        assertThat(ids(domain, filter(domain, "sender", "bounce@"))).containsExactly(other.id());
        assertThat(ids(domain, filter(domain, "subject", "gr\u00fc\u00df"))).containsExactly(other.id());
        assertThat(ids(domain, filter(domain, "rule", "spam"))).containsExactly(plain.id());
        assertThat(ids(domain, filter(domain, "text", "offer"))).containsExactly(other.id());
        assertThat(ids(domain, new QuarantineFilter(Set.of(), Set.of(domain), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), OptionalDouble.of(3.5), OptionalDouble.of(7), false))).containsExactly(other.id());
        assertThat(ids(domain, new QuarantineFilter(Set.of(), Set.of(domain), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), true))).containsExactly(other.id());
        assertThat(ids(domain, QuarantineFilter.none().of(Set.of("a@" + domain, "c@" + domain)))).containsExactly(plain.id());
    }

    @Test
    default void textShouldBeLookedForByWords() throws Exception {
        String domain = "w" + SampleItems.recipient().substring(4).replace("@", ".");
        Map<String, ItemId> known = new HashMap<>();
        for (List<String> row : rows("search-items.tsv")) {
            QuarantineItem sample = SampleItems.item(SampleItems.messageId(), row.get(2) + "@" + domain, QuarantineKind.SPAM,
                SampleItems.now().minusSeconds(known.size()));
            QuarantineItem item = new QuarantineItem(sample.id(), sample.kind(), sample.status(), sample.direction(),
                sample.quarantinedAt(), sample.expiresAt(), row.get(1), sample.recipient(), row.get(3), row.get(1), "192.0.2.1", 42, 7.5,
                List.of(row.get(5)), row.get(6)).withAttachments(row.get(4).isEmpty() ? List.of() : List.of(row.get(4).split(",")));
            store().store(MAIL, List.of(item));
            known.put(row.get(0), item.id());
        }
        for (List<String> row : rows("search-cases.tsv")) {
            assertThat(ids(domain, filter(domain, row.get(0), row.get(1)))).as("%s: %s", row.get(0), row.get(1))
                .containsExactlyInAnyOrderElementsOf(Stream.of(row.get(2).split(",")).filter(name -> !name.isEmpty()).map(known::get)
                    .toList());
        }
    }

    @Test
    default void textShouldNeverBringMailOfOthers() {
        String domain = "o" + SampleItems.recipient().substring(4).replace("@", ".");
        QuarantineItem own = SampleItems.item(SampleItems.messageId(), "own@" + domain, QuarantineKind.SPAM, SampleItems.now());
        QuarantineItem alias = SampleItems.item(SampleItems.messageId(), "Alias@" + domain, QuarantineKind.SPAM,
            SampleItems.now().minusSeconds(1));
        QuarantineItem others = SampleItems.item(SampleItems.messageId(), "other@" + domain, QuarantineKind.SPAM, SampleItems.now());
        QuarantineItem near = SampleItems.item(SampleItems.messageId(), "own@sub." + domain, QuarantineKind.SPAM, SampleItems.now());
        List.of(own, alias, others, near).forEach(item -> store().store(MAIL, List.of(item)));
        QuarantineFilter subject = filter(domain, "text", "subject").within(Set.of());

        assertThat(ids(domain, subject.of(Set.of("own@" + domain, "alias@" + domain)))).containsExactly(own.id(), alias.id());
        assertThat(ids(domain, filter(domain, "text", "other").within(Set.of()).of(Set.of("own@" + domain)))).isEmpty();
        assertThat(ids(domain, subject.within(Set.of(domain)))).containsExactlyInAnyOrder(own.id(), alias.id(), others.id());
    }

    @Test
    default void pagesOfASearchShouldShowEveryItemOnceWhileMailArrivesAndIsSettled() {
        String recipient = SampleItems.recipient();
        Instant at = SampleItems.now().minusSeconds(60);
        List<QuarantineItem> items = IntStream.range(0, 7).mapToObj(i -> stored(recipient, at.minusSeconds(i / 3))).sorted(
            Comparator.comparing(ListPosition::of, ListPosition.NEWEST_FIRST)).toList();
        QuarantineQuery query = new QuarantineQuery(at.minusSeconds(100), at.plusSeconds(100), Optional.of(recipient), Optional.empty(),
            Optional.empty(), 3, filter("", "text", "sub* -nothing").within(Set.of()));

        QuarantinePage first = store().list(query);
        stored(recipient, at.plusSeconds(5));
        store().transition(items.get(1).id(), ItemStatus.PENDING, ItemStatus.DELETED);
        store().transition(items.get(3).id(), ItemStatus.PENDING, ItemStatus.RELEASING);
        QuarantinePage second = store().list(query.after(first.next()));

        assertThat(first.items()).containsExactlyElementsOf(items.subList(0, 3));
        assertThat(second.items()).containsExactlyElementsOf(items.subList(4, 7));
        assertThat(second.next()).isEmpty();
    }

    private static List<List<String>> rows(String file) throws IOException {
        try (InputStream in = QuarantineListContract.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> List.of(line.split("\t", -1))).toList();
        }
    }

    private static QuarantineFilter filter(String domain, String field, String value) {
        return new QuarantineFilter(Set.of(), Set.of(domain), Optional.of(value).filter(any -> field.equals("sender")),
            Optional.of(value).filter(any -> field.equals("subject")), Optional.of(value).filter(any -> field.equals("rule")),
            Optional.of(value).filter(any -> field.equals("text")).map(SearchText::parse), OptionalDouble.empty(),
            OptionalDouble.empty(), false);
    }

    private List<ItemId> ids(String domain, QuarantineFilter filter) {
        Instant now = SampleItems.now();
        return store().list(new QuarantineQuery(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)), Optional.empty(),
            Optional.empty(), Optional.empty(), 10, filter)).items().stream().map(QuarantineItem::id).toList();
    }

    @Test
    default void usageShouldCountWhatWaits() {
        String domain = "u" + SampleItems.recipient().substring(4).replace("@", ".");
        QuarantineItem first = SampleItems.item(SampleItems.messageId(), "a@" + domain);
        QuarantineItem second = SampleItems.item(SampleItems.messageId(), "b@" + domain);
        store().store(MAIL, List.of(first));
        store().store(MAIL, List.of(second));
        store().store(MAIL, List.of(second));

        assertThat(store().usageOf("A@" + domain).items()).isEqualTo(1);
        assertThat(store().usageOf("A@" + domain).bytes()).isEqualTo(42);
        assertThat(store().usageByDomain()).contains(new QuarantineUsage(domain, 2, 84));
        assertThat(store().usageByKind()).anyMatch(usage -> usage.name().equals("SPAM") && usage.items() >= 2);

        store().transition(first.id(), ItemStatus.PENDING, ItemStatus.DELETED);
        assertThat(store().usageOf("a@" + domain).items()).isZero();
        assertThat(store().usageByDomain()).contains(new QuarantineUsage(domain, 1, 42));
    }

    @Test
    default void marksShouldBeKeptBesideTheStatus() {
        QuarantineItem item = stored(SampleItems.recipient(), SampleItems.now());
        store().markSeen(item.id(), true);
        store().markRequested(item.id(), item.quarantinedAt());
        assertThat(store().transition(item.id(), ItemStatus.PENDING, ItemStatus.RELEASING, Optional.of("boss@example.org"))).isTrue();

        assertThat(store().find(item.id())).hasValueSatisfying(found -> {
            assertThat(found.marks()).isEqualTo(new ItemMarks(true, Optional.of(item.quarantinedAt()), Optional.of("boss@example.org")));
            assertThat(found.status()).isEqualTo(ItemStatus.RELEASING);
        });
        store().transition(item.id(), ItemStatus.RELEASING, ItemStatus.PENDING);
        store().markSeen(item.id(), false);
        assertThat(store().find(item.id()).orElseThrow().marks())
            .isEqualTo(new ItemMarks(false, Optional.of(item.quarantinedAt()), Optional.empty()));
    }

    private List<QuarantineItem> pages(String recipient, int limit) {
        List<QuarantineItem> shown = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            QuarantinePage page = store().list(of(recipient, cursor, limit));
            assertThat(page.items().size()).isLessThanOrEqualTo(limit);
            shown.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent() && shown.size() < 1000);
        return shown;
    }

    /** A few milliseconds of the last month that other tests hardly use. */
    private static Instant window() {
        return SampleItems.now().minusMillis(Duration.ofDays(2).toMillis() + (long) (Math.random() * Duration.ofDays(28).toMillis()));
    }
}
