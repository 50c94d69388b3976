// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch.index;

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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One index for each month in UTC, so that old records go by whole indices and a question about a week does not touch a year.
 */
public final class MonthlyIndices {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu.MM");

    private final OpenSearchClient client;
    private final String prefix;
    private final Fields fields;
    private final int replicas;
    private volatile boolean described;

    /**
     * The indices of one kind of record.
     *
     * @param name of the kind and the number of its fields' version: whoever changes the fields raises it, and the index is built anew
     */
    public MonthlyIndices(OpenSearchClient client, OpenSearchConfiguration configuration, String name, Fields fields) {
        this.client = client;
        this.prefix = configuration.indexPrefix() + "-" + name + "-";
        this.fields = fields;
        this.replicas = configuration.replicas();
    }

    /** The index of records of a moment. */
    public String at(Instant time) {
        return prefix + YearMonth.from(time.atZone(ZoneOffset.UTC)).format(MONTH);
    }

    /** Names of the indices of a time, with commas between them. */
    public String of(Instant from, Instant to) {
        List<YearMonth> months = new ArrayList<>();
        YearMonth last = YearMonth.from(to.atZone(ZoneOffset.UTC));
        for (YearMonth month = YearMonth.from(from.atZone(ZoneOffset.UTC)); !month.isAfter(last); month = month.plusMonths(1)) {
            months.add(month);
        }
        return months.stream().map(month -> prefix + month.format(MONTH)).collect(Collectors.joining(","));
    }

    /** Names of all indices. */
    public String all() {
        return prefix + "*";
    }

    /** Asks some indices; those that do not exist hold nothing. */
    public JsonNode search(String names, ObjectNode body) {
        OpenSearchClient.Answer answer = client.send("POST", "/" + names
            + "/_search?ignore_unavailable=true&allow_no_indices=true&allow_partial_search_results=false", body);
        boolean whole = !answer.body().path("timed_out").asBoolean() && answer.body().path("_shards").path("failed").asInt() == 0;
        if (!answer.isSuccess() || !whole) {
            throw new StorageUnavailableException("OpenSearch does not answer a search: " + answer.status() + " "
                + answer.body().path("error"), null);
        }
        return answer.body().path("hits").path("hits");
    }

    /** Removes the indices whose months were over before a moment. */
    public void removeBefore(Instant limit) {
        before(limit).forEach(name -> client.send("DELETE", "/" + name));
    }

    /** Removes those of them that hold nothing any more. */
    public void removeEmptyBefore(Instant limit) {
        before(limit).stream().filter(name -> {
            OpenSearchClient.Answer answer = client.send("GET", "/" + name + "/_count");
            return answer.isSuccess() && answer.body().path("count").asLong(-1) == 0;
        }).forEach(name -> client.send("DELETE", "/" + name));
    }

    private List<String> before(Instant limit) {
        OpenSearchClient.Answer answer = client.send("GET", "/" + prefix + "*/_settings/index.uuid?ignore_unavailable=true");
        List<String> names = new ArrayList<>();
        answer.body().fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> month(name).filter(month -> !month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC)
            .isAfter(limit)).isEmpty());
        return names;
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
    public void describe() {
        if (described) {
            return;
        }
        OpenSearchClient.Answer answer = client.send("PUT", "/_index_template/" + prefix + "template", fields.template(all(), replicas));
        if (!answer.isSuccess()) {
            throw new StorageUnavailableException("OpenSearch does not take the description of the index: " + answer.status() + " "
                + answer.body(), null);
        }
        described = true;
    }
}
