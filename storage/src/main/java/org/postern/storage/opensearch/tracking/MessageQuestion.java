// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch.tracking;

import static org.postern.storage.opensearch.index.Question.lower;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.postern.analysis.facts.MessageId;
import org.postern.gateway.tracking.search.MessageQuery;
import org.postern.gateway.tracking.search.TrackStatus;
import org.postern.storage.opensearch.index.Question;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A question about messages in OpenSearch's language. */
final class MessageQuestion {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Question question = new Question();

    private MessageQuestion() {
    }

    static ObjectNode of(MessageQuery query, Optional<String> below, int limit) {
        MessageQuestion about = new MessageQuestion();
        about.time(query, below);
        about.address(query.sender(), MessageDocument.SENDER, MessageDocument.SENDER_DOMAIN);
        about.address(query.recipient(), MessageDocument.RECIPIENT, MessageDocument.RECIPIENT_DOMAIN);
        Question question = about.question;
        query.client().ifPresent(client -> question.term(MessageDocument.CLIENT, lower(client)));
        query.rule().ifPresent(rule -> question.term(MessageDocument.RULE, lower(rule)));
        query.virus().ifPresent(virus -> question.part(MessageDocument.VIRUS, virus));
        query.subject().ifPresent(subject -> question.part(MessageDocument.SUBJECT, subject));
        about.status(query);
        about.numbers(query);
        if (!query.nullSender()) {
            question.no(MessageDocument.SENDER, "<>");
        }
        query.text().ifPresent(text -> question.text(MessageDocument.TEXT, text));
        return question.body(limit, "desc", MessageDocument.ID);
    }

    private void time(MessageQuery query, Optional<String> below) {
        String end = MessageId.first(query.to());
        question.range(MessageDocument.ID, JSON.objectNode().put("gte", MessageId.first(query.from()))
            .put("lt", below.filter(id -> id.compareTo(end) < 0).orElse(end)));
    }

    private void address(Optional<String> address, String field, String domainField) {
        address.ifPresent(text -> {
            if (text.startsWith("@")) {
                question.term(domainField, lower(text.substring(1)));
            } else {
                question.term(field, lower(text));
            }
        });
    }

    private void status(MessageQuery query) {
        List<TrackStatus> statuses = query.status().isEmpty() ? Arrays.asList(TrackStatus.values()) : List.copyOf(query.status());
        if (query.status().isEmpty() && query.greylisted()) {
            return;
        }
        question.terms(MessageDocument.STATUS, statuses.stream()
            .filter(status -> query.greylisted() || status != TrackStatus.GREYLISTED).map(Enum::name).toList());
    }

    private void numbers(MessageQuery query) {
        ObjectNode score = JSON.objectNode();
        query.leastScore().ifPresent(least -> score.put("gte", least));
        query.mostScore().ifPresent(most -> score.put("lte", most));
        ObjectNode size = JSON.objectNode();
        query.leastSize().ifPresent(least -> size.put("gte", least));
        query.mostSize().ifPresent(most -> size.put("lte", most));
        question.range(MessageDocument.SCORE, score).range(MessageDocument.SIZE, size);
    }
}
