// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch.quarantine;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.postern.gateway.config.OpenSearchConfiguration;
import org.postern.gateway.quarantine.QuarantineFilter;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.storage.opensearch.client.OpenSearchClient;
import org.postern.storage.opensearch.index.Fields;
import org.postern.storage.opensearch.index.MonthlyIndices;
import org.postern.storage.opensearch.index.Question;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An item that waits in quarantine as a document: what lists are asked for, and nothing of the message's content. */
final class ItemDocument {
    static final String ID = "id";
    /** When it was put into quarantine, in milliseconds. */
    static final String TIME = "time";
    static final String EXPIRES = "expires";
    static final String KIND = "kind";
    static final String SENDER = "sender";
    static final String RECIPIENT = "recipient";
    static final String RECIPIENT_DOMAIN = "recipientDomain";
    static final String RULE = "rule";
    static final String SUBJECT = "subject";
    static final String SCORE = "score";
    static final String TEXT = "text";

    private static final int VERSION = 1;

    private ItemDocument() {
    }

    /** The indices of such documents. */
    static MonthlyIndices indices(OpenSearchClient client, OpenSearchConfiguration configuration) {
        return new MonthlyIndices(client, configuration, "quarantine-" + VERSION, new Fields().newest(TIME, "long").newest(ID, "keyword")
            .keywords(KIND, RECIPIENT, RECIPIENT_DOMAIN).parts(SENDER, SUBJECT, RULE).words(TEXT).number(SCORE, "double")
            .number(EXPIRES, "long"));
    }

    /** What is kept of an item. */
    static ObjectNode of(QuarantineItem item) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put(ID, item.id().value());
        document.put(TIME, item.quarantinedAt().toEpochMilli());
        document.put(EXPIRES, item.expiresAt().toEpochMilli());
        document.put(KIND, item.kind().name());
        document.put(RECIPIENT, Question.lower(item.recipient()));
        document.put(RECIPIENT_DOMAIN, Question.lower(item.domain()));
        document.put(SCORE, item.score());
        parts(document, SENDER, List.of(item.envelopeSender(), item.headerFrom()));
        parts(document, SUBJECT, List.of(item.subject()));
        parts(document, RULE, item.rules());
        all(document, TEXT, QuarantineFilter.texts(item).stream().map(words -> String.join(" ", words)));
        return document;
    }

    private static void parts(ObjectNode document, String field, Collection<String> texts) {
        all(document, field, texts.stream().map(text -> text.toLowerCase(Locale.ROOT)));
    }

    private static void all(ObjectNode document, String field, Stream<String> values) {
        values.filter(value -> !value.isEmpty()).distinct().forEach(document.withArray(field)::add);
    }
}
