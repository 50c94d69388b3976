// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postern.analysis.facts.MessageId;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;

/**
 * Finds messages: the most telling of the things that are known brings candidates from the store's own terms, or the whole question brings
 * them from the index where there is one; their timelines are folded, and the question decides on what they say. So the answer is the same
 * with an index and without, and while the index is away it only takes longer to come.
 */
public final class MessageSearch {
    /** Candidates that are read for one page, so that a question which fits nearly nothing is answered in pieces instead of never. */
    static final int MOST_CANDIDATES = 5000;

    private final EventStore events;
    private final Optional<MessageIndex> index;

    /** A search without an index. */
    public MessageSearch(EventStore events) {
        this(events, Optional.empty());
    }

    /**
     * A search.
     *
     * @param index is asked for what the terms of events do not tell; may be away
     */
    public MessageSearch(EventStore events, Optional<MessageIndex> index) {
        this.events = events;
        this.index = index;
    }

    /** One page. Throws IllegalArgumentException for a cursor that was not handed out. */
    public MessagePage find(MessageQuery query) {
        Optional<String> named = query.queueId().filter(MessageId::isValid);
        if (named.isPresent()) {
            return one(query, named.get());
        }
        Optional<SearchCursor> start = query.cursor().map(SearchCursor::read);
        MessageFilter filter = new MessageFilter(query);
        List<MessageRow> rows = new ArrayList<>();
        if (start.isPresent() && start.get().recipient().isPresent()) {
            String id = start.get().messageId();
            Optional<SearchCursor> next = collect(events.timeline(id), filter, start.get().recipient(), query.limit(), rows);
            if (next.isPresent()) {
                return new MessagePage(rows, next.map(SearchCursor::text));
            }
        }
        return further(query, filter, start.map(SearchCursor::messageId), rows);
    }

    private MessagePage one(MessageQuery query, String id) {
        List<MessageRow> rows = new ArrayList<>();
        collect(events.timeline(id), new MessageFilter(query), Optional.empty(), MessageQuery.MAXIMUM_LIMIT, rows);
        return new MessagePage(rows, Optional.empty());
    }

    private MessagePage further(MessageQuery query, MessageFilter filter, Optional<String> start, List<MessageRow> rows) {
        Candidates candidates = new Candidates(events, index, query);
        Optional<String> below = start;
        int seen = 0;
        while (rows.size() < query.limit()) {
            int wanted = Math.max(query.limit() - rows.size(), seen == 0 ? 1 : 200);
            List<String> ids = candidates.below(below, wanted);
            Map<String, List<Event>> timelines = events.timelines(ids);
            for (String id : ids) {
                Optional<SearchCursor> next = collect(timelines.getOrDefault(id, List.of()), filter, Optional.empty(), query.limit(), rows);
                below = Optional.of(id);
                if (next.isPresent()) {
                    return new MessagePage(rows, next.map(SearchCursor::text));
                }
            }
            seen += ids.size();
            if (ids.size() < wanted) {
                return new MessagePage(rows, Optional.empty());
            }
            if (seen >= MOST_CANDIDATES) {
                break;
            }
        }
        return new MessagePage(rows, below.map(id -> new SearchCursor(id, Optional.empty()).text()));
    }

    /** Adds the rows of one message; a cursor when the page is full before its last recipient, or with it. */
    private static Optional<SearchCursor> collect(List<Event> timeline, MessageFilter filter, Optional<String> after, int limit,
                                                  List<MessageRow> rows) {
        if (timeline.isEmpty()) {
            return Optional.empty();
        }
        TrackedMessage message = MessageFold.of(timeline);
        if (!filter.fits(message)) {
            return Optional.empty();
        }
        List<TrackedRecipient> fitting = message.recipients().stream()
            .filter(recipient -> after.isEmpty() || recipient.address().orElse("").compareTo(after.get()) > 0)
            .filter(filter::fits)
            .toList();
        for (int i = 0; i < fitting.size(); i++) {
            rows.add(new MessageRow(message, fitting.get(i)));
            if (rows.size() >= limit) {
                return Optional.of(new SearchCursor(message.id(), i + 1 < fitting.size() ? fitting.get(i).address() : Optional.empty()));
            }
        }
        return Optional.empty();
    }
}
