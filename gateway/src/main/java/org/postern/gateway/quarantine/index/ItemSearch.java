// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ListCursor;
import org.postern.gateway.quarantine.ListPosition;
import org.postern.gateway.quarantine.QuarantineFilter;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.quarantine.QuarantineStore;

/**
 * Fills a page of a list from the index: its candidates are read from the store, and the query decides on what that says. So what is
 * decided, expired or somebody else's is never shown, whatever the index holds.
 */
final class ItemSearch {
    /** Candidates that are looked at for one page; a page that reaches it is shorter than asked for but has a next one. */
    static final int MOST_CANDIDATES = 5000;
    private static final int SPARE = 20;
    private static final int FURTHER = 200;

    private final QuarantineStore store;
    private final QuarantineIndex index;

    ItemSearch(QuarantineStore store, QuarantineIndex index) {
        this.store = store;
        this.index = index;
    }

    /** Whether the index can tell more of what is wanted than the store's own lists. */
    static boolean narrows(QuarantineFilter filter) {
        boolean part = Stream.of(filter.sender(), filter.subject(), filter.rule()).flatMap(Optional::stream)
            .anyMatch(text -> text.codePointCount(0, text.length()) >= QuarantineIndex.SHORTEST_PART);
        return part || filter.text().isPresent() || filter.minScore().isPresent() || filter.maxScore().isPresent();
    }

    /**
     * A page.
     *
     * @throws IllegalArgumentException for a cursor of something else
     * @throws org.postern.gateway.StorageUnavailableException when the index or the store is away
     */
    QuarantinePage page(QuarantineQuery query) {
        Optional<ListPosition> after = query.cursor().map(ListCursor::read);
        List<QuarantineItem> found = new ArrayList<>();
        int seen = 0;
        while (seen < MOST_CANDIDATES) {
            int wanted = Math.max(query.limit() + 1 - found.size() + SPARE, seen == 0 ? 1 : FURTHER);
            List<ListPosition> candidates = index.find(query, after, wanted);
            collect(query, candidates, found);
            if (found.size() > query.limit()) {
                List<QuarantineItem> shown = found.subList(0, query.limit());
                return new QuarantinePage(shown, Optional.of(ListCursor.write(ListPosition.of(shown.get(shown.size() - 1)))));
            }
            if (candidates.size() < wanted) {
                return new QuarantinePage(found, Optional.empty());
            }
            seen += candidates.size();
            after = Optional.of(candidates.get(candidates.size() - 1));
        }
        return new QuarantinePage(found, after.map(ListCursor::write), after.map(ListPosition::quarantinedAt));
    }

    /** An item that stands elsewhere than the index says is left out: its turn is where it stands, once the index knows. */
    private void collect(QuarantineQuery query, List<ListPosition> candidates, List<QuarantineItem> found) {
        Map<ItemId, QuarantineItem> items = new HashMap<>();
        store.find(candidates.stream().map(ListPosition::id).toList()).forEach(item -> items.put(item.id(), item));
        candidates.forEach(candidate -> Optional.ofNullable(items.get(candidate.id()))
            .filter(item -> ListPosition.of(item).equals(candidate)).filter(query::shows).ifPresent(found::add));
    }
}
