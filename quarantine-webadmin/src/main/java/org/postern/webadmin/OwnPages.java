// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.quarantine.QuarantineQuery;

/**
 * Pages of the items of several recipients as one list, newest first. The list of each recipient is read on by itself; the cursor holds
 * where each of them is.
 */
final class OwnPages {
    /** Addresses of one person beyond which no more are looked at, for each is a question to the store. */
    static final int MOST_ADDRESSES = 100;

    private static final String NOT_BEGUN = "-";
    private static final String ENDED = ".";
    private static final String BETWEEN = " ";

    private final Quarantine quarantine;

    private record Place(int list, QuarantineItem item) {
    }

    OwnPages(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    /**
     * A page for these recipients; the query's own recipient does not count.
     *
     * @throws IllegalArgumentException when the cursor is of another list
     */
    QuarantinePage list(QuarantineQuery query, Collection<String> recipients) {
        List<String> ordered = new TreeSet<>(recipients).stream().limit(MOST_ADDRESSES).toList();
        List<String> places = query.cursor().map(cursor -> read(cursor, ordered.size()))
            .orElseGet(() -> new ArrayList<>(ordered.stream().map(any -> NOT_BEGUN).toList()));
        List<Place> candidates = new ArrayList<>();
        List<Optional<String>> ends = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            QuarantinePage page = page(query, ordered.get(i), places.get(i), query.limit());
            int list = i;
            page.items().forEach(item -> candidates.add(new Place(list, item)));
            ends.add(page.next());
        }
        candidates.sort(Comparator.comparing((Place place) -> place.item().quarantinedAt()).reversed());
        List<Place> shown = candidates.subList(0, Math.min(query.limit(), candidates.size()));
        for (int i = 0; i < ordered.size(); i++) {
            int list = i;
            int taken = (int) shown.stream().filter(place -> place.list() == list).count();
            int found = (int) candidates.stream().filter(place -> place.list() == list).count();
            if (taken == found) {
                places.set(i, ends.get(i).orElse(ENDED));
            } else if (taken > 0) {
                places.set(i, page(query, ordered.get(i), places.get(i), taken).next().orElse(ENDED));
            }
        }
        boolean more = places.stream().anyMatch(place -> !place.equals(ENDED));
        return new QuarantinePage(shown.stream().map(Place::item).toList(), more ? Optional.of(write(places)) : Optional.empty());
    }

    private QuarantinePage page(QuarantineQuery query, String recipient, String place, int limit) {
        if (place.equals(ENDED)) {
            return new QuarantinePage(List.of(), Optional.empty());
        }
        Optional<String> cursor = place.equals(NOT_BEGUN) ? Optional.empty() : Optional.of(place);
        return quarantine.list(new QuarantineQuery(query.from(), query.to(), Optional.of(recipient), query.kind(), cursor, limit));
    }

    private static String write(List<String> places) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(String.join(BETWEEN, places).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> read(String cursor, int lists) {
        List<String> places = List.of(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(BETWEEN));
        if (places.size() != lists) {
            throw new IllegalArgumentException("not a cursor of this list");
        }
        return new ArrayList<>(places);
    }
}
