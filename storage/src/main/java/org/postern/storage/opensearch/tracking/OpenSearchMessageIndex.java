// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch.tracking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import javax.net.ssl.SSLContext;

import org.postern.analysis.facts.MessageId;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.config.OpenSearchConfiguration;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.erase.Erasure;
import org.postern.gateway.tracking.search.MessageFold;
import org.postern.gateway.tracking.search.MessageIndex;
import org.postern.gateway.tracking.search.MessageQuery;
import org.postern.storage.opensearch.client.Bulk;
import org.postern.storage.opensearch.client.OpenSearchClient;
import org.postern.storage.opensearch.index.MonthlyIndices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Messages in OpenSearch, one document each. A document's version is the number of events it was made of: of two nodes that index the same
 * message at the same time, the one that knows more wins.
 */
public final class OpenSearchMessageIndex implements MessageIndex {
    private static final Logger LOGGER = LoggerFactory.getLogger(OpenSearchMessageIndex.class);
    private final OpenSearchClient client;
    private final MonthlyIndices indices;

    /** An index on a cluster whose certificates, if any, Java believes. */
    public OpenSearchMessageIndex(OpenSearchConfiguration configuration) {
        this(configuration, Optional.empty());
    }

    /**
     * An index.
     *
     * @param trust which certificates of the cluster are believed, empty for those of the authorities that Java knows
     */
    public OpenSearchMessageIndex(OpenSearchConfiguration configuration, Optional<SSLContext> trust) {
        this.client = new OpenSearchClient(configuration, trust);
        this.indices = MessageDocument.indices(client, configuration);
    }

    @Override
    public List<String> ids(MessageQuery query, Optional<String> below, int limit) {
        List<String> ids = new ArrayList<>();
        for (JsonNode hit : indices.search(indices.of(query.from(), query.to()), MessageQuestion.of(query, below, limit))) {
            ids.add(hit.path("_id").asText());
        }
        return ids;
    }

    @Override
    public int put(Collection<List<Event>> timelines) {
        indices.describe();
        Bulk bulk = new Bulk();
        timelines.forEach(timeline -> {
            String id = timeline.get(0).messageId();
            bulk.put(indices.at(MessageId.time(id)), id, OptionalLong.of(known(timeline)),
                MessageDocument.of(MessageFold.of(timeline)));
        });
        Bulk.Result result = bulk.send(client);
        result.refused().forEach(complaint -> LOGGER.error("OpenSearch does not take message {}", complaint));
        return result.refused().size();
    }

    /** Events there are and were: what was erased must not come back with an older reading. */
    private static long known(List<Event> timeline) {
        return timeline.stream().mapToLong(event -> 1 + Erasure.erasedEvents(event)).sum();
    }

    @Override
    public int remove(Collection<String> messageIds) {
        Bulk bulk = new Bulk();
        messageIds.stream().filter(MessageId::isValid).forEach(id -> bulk.remove(indices.at(MessageId.time(id)), id));
        return bulk.send(client).removed();
    }

    @Override
    public void removeBefore(Instant limit) {
        indices.removeBefore(limit);
    }

    @Override
    public Optional<String> problem() {
        try {
            OpenSearchClient.Answer answer = client.send("GET", "/_cluster/health?timeout=2s");
            if (!answer.isSuccess()) {
                return Optional.of("OpenSearch answers " + answer.status());
            }
            String state = answer.body().path("status").asText();
            return state.equals("red") ? Optional.of("OpenSearch says that data is missing (red)") : Optional.empty();
        } catch (StorageUnavailableException e) {
            return Optional.of(e.getMessage());
        }
    }
}
