// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch.tracking;

import static org.postern.storage.opensearch.tracking.MessageDocument.lower;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.postern.analysis.facts.MessageId;
import org.postern.gateway.tracking.search.MessageQuery;
import org.postern.gateway.tracking.search.SearchText;
import org.postern.gateway.tracking.search.TrackStatus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A question in OpenSearch's language. It leaves out no message that fits, but may bring some that do not: whoever asks decides on the
 * events themselves.
 */
final class MessageQuestion {
    /** What is indexed of subjects and names of viruses are pieces of this many characters. */
    static final int PIECE = 3;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ArrayNode wanted = JSON.arrayNode();
    private final ArrayNode unwanted = JSON.arrayNode();

    private MessageQuestion() {
    }

    static ObjectNode of(MessageQuery query, Optional<String> below, int limit) {
        MessageQuestion question = new MessageQuestion();
        question.time(query, below);
        question.address(query.sender(), MessageDocument.SENDER, MessageDocument.SENDER_DOMAIN);
        question.address(query.recipient(), MessageDocument.RECIPIENT, MessageDocument.RECIPIENT_DOMAIN);
        query.client().ifPresent(client -> question.term(MessageDocument.CLIENT, lower(client)));
        query.rule().ifPresent(rule -> question.term(MessageDocument.RULE, lower(rule)));
        query.virus().ifPresent(virus -> question.part(MessageDocument.VIRUS, virus));
        query.subject().ifPresent(subject -> question.part(MessageDocument.SUBJECT, subject));
        question.status(query);
        question.numbers(query);
        if (!query.nullSender()) {
            question.unwanted.add(object("term", object(MessageDocument.SENDER, JSON.textNode("<>"))));
        }
        query.text().ifPresent(question::text);
        ObjectNode body = JSON.objectNode().put("size", limit).put("_source", false).put("track_total_hits", false);
        body.set("query", object("bool", JSON.objectNode().<ObjectNode>set("filter", question.wanted).set("must_not", question.unwanted)));
        body.set("sort", JSON.arrayNode().add(object(MessageDocument.ID, JSON.textNode("desc"))));
        return body;
    }

    private void time(MessageQuery query, Optional<String> below) {
        String end = MessageId.first(query.to());
        ObjectNode range = JSON.objectNode().put("gte", MessageId.first(query.from()))
            .put("lt", below.filter(id -> id.compareTo(end) < 0).orElse(end));
        wanted.add(object("range", object(MessageDocument.ID, range)));
    }

    private void address(Optional<String> address, String field, String domainField) {
        address.ifPresent(text -> {
            if (text.startsWith("@")) {
                term(domainField, lower(text.substring(1)));
            } else {
                term(field, lower(text));
            }
        });
    }

    /** Nothing is asked where the part is shorter than the pieces that are indexed. */
    private void part(String field, String part) {
        String lower = lower(part);
        if (lower.codePointCount(0, lower.length()) >= PIECE) {
            wanted.add(object("match", object(field, JSON.objectNode().put("query", lower).put("operator", "and"))));
        }
    }

    private void status(MessageQuery query) {
        List<TrackStatus> statuses = query.status().isEmpty() ? Arrays.asList(TrackStatus.values()) : List.copyOf(query.status());
        if (query.status().isEmpty() && query.greylisted()) {
            return;
        }
        ArrayNode names = JSON.arrayNode();
        statuses.stream().filter(status -> query.greylisted() || status != TrackStatus.GREYLISTED)
            .forEach(status -> names.add(status.name()));
        wanted.add(object("terms", object(MessageDocument.STATUS, names)));
    }

    private void numbers(MessageQuery query) {
        ObjectNode score = JSON.objectNode();
        query.leastScore().ifPresent(least -> score.put("gte", least));
        query.mostScore().ifPresent(most -> score.put("lte", most));
        ObjectNode size = JSON.objectNode();
        query.leastSize().ifPresent(least -> size.put("gte", least));
        query.mostSize().ifPresent(most -> size.put("lte", most));
        if (!score.isEmpty()) {
            wanted.add(object("range", object(MessageDocument.SCORE, score)));
        }
        if (!size.isEmpty()) {
            wanted.add(object("range", object(MessageDocument.SIZE, size)));
        }
    }

    private void text(SearchText text) {
        text.wanted().forEach(phrase -> {
            int whole = phrase.open() ? phrase.words().size() - 1 : phrase.words().size();
            if (whole > 0) {
                phrase(wanted, phrase.words().subList(0, whole));
            }
            if (phrase.open()) {
                wanted.add(object("prefix", object(MessageDocument.TEXT, JSON.textNode(phrase.words().get(whole)))));
            }
        });
        // of an open phrase with several words nothing less can be asked without leaving out too much
        text.unwanted().stream().filter(phrase -> !phrase.open()).forEach(phrase -> phrase(unwanted, phrase.words()));
    }

    private static void phrase(ArrayNode clauses, List<String> words) {
        if (words.size() == 1) {
            clauses.add(object("term", object(MessageDocument.TEXT, JSON.textNode(words.get(0)))));
        } else {
            clauses.add(object("match_phrase", object(MessageDocument.TEXT, JSON.textNode(String.join(" ", words)))));
        }
    }

    private void term(String field, String value) {
        wanted.add(object("term", object(field, JSON.textNode(value))));
    }

    private static ObjectNode object(String name, JsonNode value) {
        return JSON.objectNode().set(name, value);
    }
}
