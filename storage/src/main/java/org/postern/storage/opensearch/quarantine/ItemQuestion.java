// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch.quarantine;

import java.time.Instant;
import java.util.Optional;

import org.postern.gateway.quarantine.ListPosition;
import org.postern.gateway.quarantine.QuarantineFilter;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.storage.opensearch.index.Question;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A question about what waits in quarantine in OpenSearch's language. */
final class ItemQuestion {
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private ItemQuestion() {
    }

    static ObjectNode of(QuarantineQuery query, Optional<ListPosition> after, int limit) {
        QuarantineFilter filter = query.filter();
        Question question = new Question().range(ItemDocument.TIME, JsonNodeFactory.instance.objectNode()
            .put("gte", millis(query.from())).put("lte", millis(query.to())));
        query.recipient().ifPresent(recipient -> question.term(ItemDocument.RECIPIENT, Question.lower(recipient)));
        query.kind().ifPresent(kind -> question.term(ItemDocument.KIND, kind.name()));
        if (!filter.recipients().isEmpty()) {
            question.terms(ItemDocument.RECIPIENT, filter.recipients().stream().map(Question::lower).toList());
        }
        if (!filter.domains().isEmpty()) {
            question.terms(ItemDocument.RECIPIENT_DOMAIN, filter.domains().stream().map(Question::lower).toList());
        }
        filter.sender().ifPresent(sender -> question.part(ItemDocument.SENDER, sender));
        filter.subject().ifPresent(subject -> question.part(ItemDocument.SUBJECT, subject));
        filter.rule().ifPresent(rule -> question.part(ItemDocument.RULE, rule));
        filter.text().ifPresent(text -> question.text(ItemDocument.TEXT, text));
        ObjectNode score = JsonNodeFactory.instance.objectNode();
        filter.minScore().ifPresent(least -> score.put("gte", least));
        filter.maxScore().ifPresent(most -> score.put("lte", most));
        ObjectNode body = question.range(ItemDocument.SCORE, score).body(limit, "desc", ItemDocument.TIME, ItemDocument.ID);
        after.ifPresent(position -> body.putArray("search_after").add(millis(position.quarantinedAt())).add(position.id().value()));
        return body;
    }

    /** Items that expired before a moment, by id. */
    static ObjectNode expired(Instant before, Optional<String> after, int limit) {
        ObjectNode body = new Question().range(ItemDocument.EXPIRES, JsonNodeFactory.instance.objectNode().put("lt", millis(before)))
            .body(limit, "asc", ItemDocument.ID);
        after.ifPresent(id -> body.putArray("search_after").add(id));
        return body;
    }

    /** Within what OpenSearch can express. */
    private static long millis(Instant time) {
        return (time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LAST) ? LAST : time).toEpochMilli();
    }
}
