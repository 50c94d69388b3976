// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch.tracking;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.postern.gateway.config.OpenSearchConfiguration;
import org.postern.gateway.tracking.IndexTerm;
import org.postern.gateway.tracking.search.SearchText;
import org.postern.gateway.tracking.search.TrackedMessage;
import org.postern.gateway.tracking.search.TrackedRecipient;
import org.postern.storage.opensearch.client.OpenSearchClient;
import org.postern.storage.opensearch.index.Fields;
import org.postern.storage.opensearch.index.MonthlyIndices;
import org.postern.storage.opensearch.index.Question;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A message as a document. Texts are brought into the form in which they are compared here and not by OpenSearch, so that both find the
 * same.
 */
final class MessageDocument {
    static final String ID = "id";
    static final String SENDER = "sender";
    static final String SENDER_DOMAIN = "senderDomain";
    static final String RECIPIENT = "recipient";
    static final String RECIPIENT_DOMAIN = "recipientDomain";
    static final String CLIENT = "client";
    static final String STATUS = "status";
    static final String RULE = "rule";
    static final String VIRUS = "virus";
    static final String SUBJECT = "subject";
    static final String SCORE = "score";
    static final String SIZE = "size";
    static final String TEXT = "text";

    private static final int VERSION = 1;

    /** The indices of such documents. */
    static MonthlyIndices indices(OpenSearchClient client, OpenSearchConfiguration configuration) {
        return new MonthlyIndices(client, configuration, "messages-" + VERSION, new Fields().newest(ID, "keyword")
            .keywords(SENDER, SENDER_DOMAIN, RECIPIENT, RECIPIENT_DOMAIN, CLIENT, STATUS, RULE).parts(SUBJECT, VIRUS).words(TEXT)
            .number(SCORE, "double").number(SIZE, "long"));
    }

    private MessageDocument() {
    }

    /** What is kept of a message. */
    static ObjectNode of(TrackedMessage message) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put(ID, message.id());
        message.sender().ifPresent(sender -> {
            document.put(SENDER, sender.isEmpty() ? IndexTerm.NULL_SENDER : Question.lower(sender));
            document.put(SENDER_DOMAIN, domain(sender));
        });
        message.client().ifPresent(client -> document.put(CLIENT, Question.lower(client)));
        message.subject().ifPresent(subject -> document.put(SUBJECT, Question.lower(subject)));
        message.score().ifPresent(score -> document.put(SCORE, score));
        message.size().ifPresent(size -> document.put(SIZE, size));
        List<String> addresses = message.recipients().stream().flatMap(recipient -> recipient.address().stream()).toList();
        all(document, RECIPIENT, addresses.stream().map(Question::lower));
        all(document, RECIPIENT_DOMAIN, addresses.stream().map(MessageDocument::domain));
        all(document, STATUS, message.recipients().stream().map(recipient -> recipient.status().name()));
        all(document, RULE, message.recipients().stream().map(TrackedRecipient::rules).flatMap(Collection::stream)
            .map(Question::lower));
        all(document, VIRUS, message.viruses().stream().map(Question::lower));
        all(document, TEXT, SearchText.texts(message).stream().map(words -> words.stream().collect(Collectors.joining(" "))));
        return document;
    }

    private static String domain(String address) {
        return Question.lower(address.substring(address.lastIndexOf('@') + 1));
    }

    private static void all(ObjectNode document, String field, Stream<String> values) {
        List<String> distinct = values.distinct().toList();
        if (!distinct.isEmpty()) {
            distinct.forEach(document.withArray(field)::add);
        }
    }
}
