// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.ListCursor;
import org.postern.gateway.quarantine.ListPosition;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.quarantine.QuarantineQuery;

/**
 * Fills one page: walks the lists, looks the items up a few at a time and keeps those that still wait for a decision.
 */
final class PageReader {
    /** Entries looked at for one page; a page that reaches it is shorter than asked for but has a next one. */
    static final int MOST_ENTRIES = 50_000;
    /** Items looked up for one page, where a filter may refuse them all. */
    private static final int MOST_LOOKUPS = 5_000;
    private static final int LOOKUPS_UNDER_WAY = 64;
    /** Entries fetched at once where a filter may refuse most of them; elsewhere as many as the page shows, and some for decided items. */
    private static final int LARGEST_FETCH = 1_000;
    private static final int SPARE = 20;

    private final ItemTable items;
    private final ListTable lists;
    private final int mostLookups;

    PageReader(ItemTable items, ListTable lists) {
        this(items, lists, MOST_LOOKUPS);
    }

    PageReader(ItemTable items, ListTable lists, int mostLookups) {
        this.items = items;
        this.lists = lists;
        this.mostLookups = mostLookups;
    }

    QuarantinePage read(QuarantineQuery query, Instant now) {
        ListStart start = ListStart.of(query);
        int pageSize = query.filter().isNarrow() ? LARGEST_FETCH : Math.min(LARGEST_FETCH, query.limit() + SPARE);
        Iterator<ListEntry> walk = new MergedWalk(ListScope.of(query).stream()
            .map(scope -> new ListWalk(lists, scope, start, ListStart.earliest(query), pageSize))
            .toList());
        Page page = new Page(query, now);
        List<ListEntry> group = new ArrayList<>();
        while (walk.hasNext() && page.missing() > 0 && page.looked < MOST_ENTRIES
            && page.lookedUp < mostLookups) {
            ListEntry entry = walk.next();
            page.looked++;
            page.last = entry.position();
            if (!entry.decided() && query.kind().map(entry.kind()::equals).orElse(true)) {
                group.add(entry);
            }
            if (group.size() == page.group()) {
                lookUp(group, page);
            }
        }
        lookUp(group, page);
        return page.finish(walk.hasNext());
    }

    private void lookUp(List<ListEntry> group, Page page) {
        Map<ItemId, ItemRow> rows = new HashMap<>();
        items.all(group.stream().map(entry -> entry.position().id()).toList()).forEach(row -> rows.put(row.item().id(), row));
        for (ListEntry entry : group) {
            Optional.ofNullable(rows.get(entry.position().id())).filter(row -> page.accepts(row, entry.position().quarantinedAt()))
                .ifPresent(row -> page.found.add(row.item()));
        }
        page.lookedUp += group.size();
        group.clear();
    }

    private static final class Page {
        private final QuarantineQuery query;
        private final Instant now;
        private final List<QuarantineItem> found = new ArrayList<>();
        private ListPosition last;
        private int looked;
        private int lookedUp;

        Page(QuarantineQuery query, Instant now) {
            this.query = query;
            this.now = now;
        }

        /** One item more than the page holds is looked for, to know whether there is a next page. */
        int missing() {
            return query.limit() + 1 - found.size();
        }

        /** Items looked up at once: as many as are wanted, but many where a filter refuses some. */
        int group() {
            return query.filter().isNarrow() ? LOOKUPS_UNDER_WAY : Math.min(LOOKUPS_UNDER_WAY, missing());
        }

        QuarantinePage finish(boolean more) {
            if (missing() <= 0) {
                List<QuarantineItem> shown = found.subList(0, query.limit());
                QuarantineItem end = shown.get(query.limit() - 1);
                return new QuarantinePage(shown, Optional.of(ListCursor.write(ListPosition.of(end))));
            }
            return more ? new QuarantinePage(found, Optional.of(ListCursor.write(last)), Optional.of(last.quarantinedAt()))
                : new QuarantinePage(found, Optional.empty());
        }

        /** An entry may be older than its item, when storing was broken off and begun again later. */
        boolean accepts(ItemRow row, Instant listedAt) {
            return row.isVisible(now) && row.item().status() == ItemStatus.PENDING && row.item().quarantinedAt().equals(listedAt)
                && query.filter().matches(row.item());
        }
    }
}
