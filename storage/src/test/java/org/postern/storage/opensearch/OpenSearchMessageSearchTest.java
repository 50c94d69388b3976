// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.analysis.facts.MessageId;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.InMemoryEventStore;
import org.postern.gateway.tracking.IndexTerm;
import org.postern.gateway.tracking.search.MessageQuery;
import org.postern.gateway.tracking.search.MessageSearch;
import org.postern.gateway.tracking.search.MessageSearchContract;
import org.postern.gateway.tracking.search.SearchText;
import org.postern.storage.opensearch.tracking.OpenSearchMessageIndex;

@ExtendWith(OpenSearchExtension.class)
class OpenSearchMessageSearchTest implements MessageSearchContract {
    private final InMemoryEventStore events = new InMemoryEventStore(Clock.systemUTC(), Duration.ofDays(400));
    private TestOpenSearch opensearch;
    private OpenSearchMessageIndex index;

    @BeforeEach
    void open(TestOpenSearch node) {
        opensearch = node;
        index = new OpenSearchMessageIndex(node.configuration());
    }

    /** Indexes at once what is written, and brings candidates by no term, so that none but the index can. */
    @Override
    public EventStore store() {
        return new EventStore() {
            @Override
            public void append(List<Event> more) {
                events.append(more);
                Set<String> ids = new LinkedHashSet<>();
                more.forEach(event -> ids.add(event.messageId()));
                assertThat(index.put(events.timelines(ids).values())).isZero();
                opensearch.refresh();
            }

            @Override
            public List<Event> timeline(String messageId) {
                return events.timeline(messageId);
            }

            @Override
            public Map<String, List<Event>> timelines(Collection<String> messageIds) {
                return events.timelines(messageIds);
            }

            @Override
            public List<String> ids(IndexTerm term, Instant from, Instant to, Optional<String> below, int limit) {
                return events.ids(term, from, to, below, limit);
            }

            @Override
            public void remove(List<Event> gone, List<Event> kept, List<IndexTerm> terms) {
                events.remove(gone, kept, terms);
            }

            @Override
            public void forget(IndexTerm term) {
                events.forget(term);
            }
        };
    }

    @Override
    public MessageSearch search() {
        return new MessageSearch(events, Optional.of(index));
    }

    private String message(Instant time, String subject) {
        String id = MessageId.next(time, new java.security.SecureRandom());
        store().append(List.of(new Event(id, time, "n", EventType.RECEIVED, Optional.empty(), Map.of("sender", "a@b.test", "subject",
            subject))));
        return id;
    }

    private List<String> found(String text) {
        MessageQuery query = MessageQuery.of(Instant.now().minus(Duration.ofDays(399)), Instant.now().plusSeconds(60), 100);
        return index.ids(query.with(SearchText.parse(text)), Optional.empty(), 100);
    }

    @Test
    void removedMessagesShouldNotBeFound() {
        String id = message(Instant.now(), "to be removed");
        String other = message(Instant.now(), "to be kept");

        assertThat(index.remove(List.of(id, MessageId.next(Instant.now(), new java.security.SecureRandom())))).isEqualTo(1);
        opensearch.refresh();

        assertThat(found("to be")).containsExactly(other);
    }

    @Test
    void monthsThatAreOverShouldBeRemovedAsAWhole() {
        message(Instant.now().minus(Duration.ofDays(100)), "long ago");
        String recent = message(Instant.now().minus(Duration.ofDays(10)), "not long ago");

        index.removeBefore(Instant.now().minus(Duration.ofDays(60)));

        assertThat(found("long ago")).containsExactly(recent);
    }

    @Test
    void anOlderReadingShouldNotReplaceANewerOne() {
        String id = message(Instant.now(), "first");
        Event second = new Event(id, Instant.now(), "n", EventType.ANALYSED, Optional.empty(), Map.of("subject", "second"));
        List<Event> older = events.timeline(id);
        store().append(List.of(second));

        index.put(List.of(older));
        opensearch.refresh();

        assertThat(found("second")).containsExactly(id);
        assertThat(found("first")).isEmpty();
    }

    @Test
    void aNodeThatAnswersShouldBeNoProblem() {
        assertThat(index.problem()).isEmpty();
    }
}
