// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineFilter;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.gateway.quarantine.SampleItems;
import org.postern.gateway.tracking.search.SearchText;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;
import org.postern.storage.cassandra.TestCassandra;

/**
 * Lists over long times and over many buckets.
 */
@ExtendWith(CassandraExtension.class)
class SparseListTest {
    private static final MessageSource MAIL = MessageSource.of(new byte[] {'x'});

    private QuarantineStore store;
    private TestCassandra cassandra;
    private Instant now;

    @BeforeEach
    void open(TestCassandra cassandra, CassandraStores stores) {
        this.cassandra = cassandra;
        this.store = stores.quarantine();
        this.now = SampleItems.now();
    }

    private QuarantineItem stored(QuarantineKind kind, Instant at) {
        QuarantineItem item = SampleItems.item(SampleItems.messageId(), SampleItems.recipient(), kind, at);
        store.store(MAIL, List.of(item));
        return item;
    }

    private QuarantinePage list(Instant from, Instant to, Optional<String> cursor, int limit) {
        return store.list(new QuarantineQuery(from, to, Optional.empty(), Optional.empty(), cursor, limit));
    }

    @Test
    void listOfAllTimesShouldFindTheFewThereAre() {
        QuarantineItem old = stored(QuarantineKind.VIRUS, now.minus(Duration.ofDays(4000)));
        QuarantineItem recent = stored(QuarantineKind.SPAM, now);

        long start = System.nanoTime();
        assertThat(list(Instant.MIN, Instant.MAX, Optional.empty(), 100).items()).containsExactly(recent, old);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void kindsShouldBeMergedByTimeOverAllPages() {
        List<QuarantineItem> all = new ArrayList<>();
        QuarantineKind[] kinds = QuarantineKind.values();
        for (int i = 0; i < 60; i++) {
            all.add(stored(kinds[(i * 7) % kinds.length], now.minus(Duration.ofMinutes(23L * i))));
        }

        List<QuarantineItem> shown = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            QuarantinePage page = list(now.minus(Duration.ofDays(2)), now.plusSeconds(1), cursor, 7);
            shown.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(shown).isEqualTo(all);
    }

    @Test
    void aSearchShouldStopAfterEnoughAndSayHowFarItCame() {
        List<QuarantineItem> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(stored(QuarantineKind.SPAM, now.minusSeconds(i)));
        }
        PageReader reader = new PageReader(new ItemTable(cassandra.cql()), new ListTable(cassandra.cql()), 100);
        QuarantineFilter last = new QuarantineFilter(Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.of(SearchText.parse(all.get(199).recipient())), OptionalDouble.empty(), OptionalDouble.empty(), false);
        QuarantineQuery query = new QuarantineQuery(now.minus(Duration.ofDays(1)), now.plusSeconds(1), Optional.empty(), Optional.empty(),
            Optional.empty(), 10, last);

        QuarantinePage page = reader.read(query, now);
        assertThat(page.items()).isEmpty();
        assertThat(page.lookedTo()).hasValueSatisfying(time -> assertThat(time).isBetween(now.minusSeconds(198), now.minusSeconds(99)));

        QuarantinePage next = reader.read(new QuarantineQuery(query.from(), query.to(), Optional.empty(), Optional.empty(), page.next(), 10,
            last), now);
        assertThat(next.items()).containsExactly(all.get(199));
        assertThat(next.next()).isEmpty();
        assertThat(next.lookedTo()).isEmpty();
    }

    @Test
    void everyRecipientShouldStandInTheListOfItsDay() {
        String messageId = SampleItems.messageId();
        Set<QuarantineItem> items = new HashSet<>();
        for (int i = 0; i < 250; i++) {
            items.add(SampleItems.item(messageId, i + "@example.org", QuarantineKind.SPAM, now));
        }
        store.store(MAIL, List.copyOf(items));

        assertThat(list(now, now.plusMillis(1), Optional.empty(), 1000).items()).containsExactlyInAnyOrderElementsOf(items);
        assertThat(items).allSatisfy(item -> assertThat(store.list(new QuarantineQuery(now, now.plusMillis(1),
            Optional.of(item.recipient()), Optional.empty(), Optional.empty(), 10)).items()).containsExactly(item));
    }

    @Test
    void decidedItemsShouldNotBeLookedUpAgain() {
        QuarantineItem item = stored(QuarantineKind.SPAM, now);

        store.transition(item.id(), ItemStatus.PENDING, ItemStatus.DELETED);

        assertThat(cassandra.session().execute("SELECT decided FROM postern_quarantine_list").all()).hasSize(3)
            .allMatch(row -> row.getBoolean("decided"));
    }

    @Test
    void aBucketShouldStayKnownAsLongAsItsLongestItem() {
        Instant at = now.minus(Duration.ofHours(1));
        QuarantineItem longLived = SampleItems.item(SampleItems.messageId(), "a@example.org", QuarantineKind.SPAM, at,
            now.plus(Duration.ofDays(30)));
        QuarantineItem shortLived = SampleItems.item(SampleItems.messageId(), "a@example.org", QuarantineKind.SPAM, at,
            now.plusSeconds(60));

        store.store(MAIL, List.of(longLived));
        store.store(MAIL, List.of(shortLived));

        assertThat(cassandra.session().execute("SELECT expiry_day FROM postern_quarantine_bucket WHERE scope = 'kind/SPAM'").all())
            .hasSize(2);
    }
}
