// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch.tracking;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.config.OpenSearchConfiguration;
import org.postern.storage.opensearch.client.OpenSearchClient;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One index for each month in UTC, so that old messages go by whole indices and a question about a week does not touch a year. The number
 * in their names is that of the fields below: whoever changes these raises it, and the index is built anew.
 */
final class MessageIndices {
    private static final int FIELDS = 1;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu.MM");

    private final OpenSearchClient client;
    private final String prefix;
    private final int replicas;
    private volatile boolean described;

    MessageIndices(OpenSearchClient client, OpenSearchConfiguration configuration) {
        this.client = client;
        this.prefix = configuration.indexPrefix() + "-messages-" + FIELDS + "-";
        this.replicas = configuration.replicas();
    }

    /** The index of messages received at a moment. */
    String at(Instant time) {
        return prefix + YearMonth.from(time.atZone(ZoneOffset.UTC)).format(MONTH);
    }

    /** Names of the indices of a time, with commas between them. */
    String of(Instant from, Instant to) {
        List<YearMonth> months = new ArrayList<>();
        YearMonth last = YearMonth.from(to.atZone(ZoneOffset.UTC));
        for (YearMonth month = YearMonth.from(from.atZone(ZoneOffset.UTC)); !month.isAfter(last); month = month.plusMonths(1)) {
            months.add(month);
        }
        return months.stream().map(month -> prefix + month.format(MONTH)).collect(Collectors.joining(","));
    }

    /** Removes the indices whose months were over before a moment. */
    void removeBefore(Instant limit) {
        OpenSearchClient.Answer answer = client.send("GET", "/" + prefix + "*/_settings/index.uuid?ignore_unavailable=true");
        List<String> names = new ArrayList<>();
        answer.body().fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            month(name).filter(month -> !month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).isAfter(limit))
                .ifPresent(month -> client.send("DELETE", "/" + name));
        }
    }

    private Optional<YearMonth> month(String name) {
        try {
            return name.startsWith(prefix) ? Optional.of(YearMonth.parse(name.substring(prefix.length()), MONTH)) : Optional.empty();
        } catch (DateTimeParseException e) {
            // somebody else's
            return Optional.empty();
        }
    }

    /** Sees to it that indices are made with the right fields; once, and again after a failure. */
    void describe() {
        if (described) {
            return;
        }
        OpenSearchClient.Answer answer = client.send("PUT", "/_index_template/" + prefix + "template", template());
        if (!answer.isSuccess()) {
            throw new StorageUnavailableException("OpenSearch does not take the description of the index: " + answer.status() + " "
                + answer.body(), null);
        }
        described = true;
    }

    private ObjectNode template() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("index_patterns").add(prefix + "*");
        body.put("priority", 500);
        ObjectNode template = body.putObject("template");
        ObjectNode index = template.putObject("settings").putObject("index");
        index.put("number_of_shards", 1).put("auto_expand_replicas", "0-" + replicas).put("refresh_interval", "1s");
        // the newest first is how they are asked for, so that most questions end after a page
        index.putObject("sort").put("field", MessageDocument.ID).put("order", "desc");
        ObjectNode analysis = index.putObject("analysis");
        analysis.putObject("tokenizer").putObject("pieces").put("type", "ngram").put("min_gram", MessageQuestion.PIECE)
            .put("max_gram", MessageQuestion.PIECE);
        analysis.putObject("analyzer").putObject("pieces").put("type", "custom").put("tokenizer", "pieces");
        ObjectNode mappings = template.putObject("mappings");
        // what there is to show is read from Cassandra
        mappings.put("dynamic", false).putObject("_source").put("enabled", false);
        ObjectNode fields = mappings.putObject("properties");
        for (String keyword : List.of(MessageDocument.ID, MessageDocument.SENDER, MessageDocument.SENDER_DOMAIN, MessageDocument.RECIPIENT,
            MessageDocument.RECIPIENT_DOMAIN, MessageDocument.CLIENT, MessageDocument.STATUS, MessageDocument.RULE)) {
            fields.putObject(keyword).put("type", "keyword").put("doc_values", keyword.equals(MessageDocument.ID));
        }
        for (String part : List.of(MessageDocument.SUBJECT, MessageDocument.VIRUS)) {
            text(fields, part, "pieces").put("index_options", "docs");
        }
        text(fields, MessageDocument.TEXT, "whitespace").put("index_options", "positions");
        fields.putObject(MessageDocument.SCORE).put("type", "double");
        fields.putObject(MessageDocument.SIZE).put("type", "long");
        return body;
    }

    private static ObjectNode text(ObjectNode fields, String name, String analyzer) {
        return fields.putObject(name).put("type", "text").put("analyzer", analyzer).put("norms", false);
    }
}
