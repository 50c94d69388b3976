// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.IndexField;
import org.postern.gateway.tracking.IndexTerm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that may be the ones looked for: from the store by one term, or from the index by the whole question where one term alone would
 * bring too many. While the index is away, the term does.
 */
final class Candidates {
    private static final Logger LOGGER = LoggerFactory.getLogger(Candidates.class);

    private final EventStore events;
    private final MessageQuery query;
    private Optional<MessageIndex> index;

    Candidates(EventStore events, Optional<MessageIndex> index, MessageQuery query) {
        this.events = events;
        this.query = query;
        this.index = index.filter(present -> oneTermIsTooFew(query));
    }

    /** Ids that sort before one, the newest first. */
    List<String> below(Optional<String> below, int limit) {
        if (index.isPresent()) {
            try {
                return index.get().ids(query, below, limit);
            } catch (StorageUnavailableException e) {
                LOGGER.warn("The index of messages is away, a search goes on without it: {}", e.getMessage());
                index = Optional.empty();
            }
        }
        return events.ids(term(query), query.from(), query.to(), below, limit);
    }

    /** Whether more is asked than what one term of the store answers. An id answers everything: few messages have the same. */
    private static boolean oneTermIsTooFew(MessageQuery query) {
        if (query.messageId().isPresent() || query.queueId().isPresent()) {
            return false;
        }
        boolean unknownToTerms = query.text().isPresent() || query.subject().isPresent() || query.virus().isPresent()
            || query.leastScore().isPresent() || query.mostScore().isPresent() || query.leastSize().isPresent()
            || query.mostSize().isPresent() || !query.status().isEmpty() && rare(query).isEmpty();
        return unknownToTerms || Stream.of(query.recipient(), query.sender(), query.client(), query.rule(), rare(query))
            .filter(Optional::isPresent).count() > 1;
    }

    /** The term that is likely to be had by the fewest messages. */
    private static IndexTerm term(MessageQuery query) {
        return query.messageId().map(IndexTerm::messageId)
            .or(() -> query.queueId().map(id -> new IndexTerm(IndexField.QUEUE_ID, id)))
            .or(() -> query.recipient().filter(text -> !text.startsWith("@")).map(text -> new IndexTerm(IndexField.RECIPIENT, text)))
            .or(() -> query.sender().filter(text -> !text.startsWith("@")).map(text -> new IndexTerm(IndexField.SENDER, text)))
            .or(() -> query.client().map(text -> new IndexTerm(IndexField.CLIENT, text)))
            .or(() -> rare(query).map(type -> new IndexTerm(IndexField.EVENT, type)))
            .or(() -> query.rule().map(text -> new IndexTerm(IndexField.RULE, text)))
            .or(() -> query.sender().map(text -> new IndexTerm(IndexField.SENDER_DOMAIN, text.substring(1))))
            .or(() -> query.recipient().map(text -> new IndexTerm(IndexField.RECIPIENT_DOMAIN, text.substring(1))))
            .orElse(IndexTerm.ALL);
    }

    private static Optional<String> rare(MessageQuery query) {
        return query.status().size() == 1 ? query.status().iterator().next().rareEvent().map(Enum::name) : Optional.empty();
    }
}
