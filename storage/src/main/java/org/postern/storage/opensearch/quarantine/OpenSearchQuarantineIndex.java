// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch.quarantine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import javax.net.ssl.SSLContext;

import org.postern.analysis.facts.MessageId;
import org.postern.gateway.config.OpenSearchConfiguration;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ListPosition;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.quarantine.index.QuarantineIndex;
import org.postern.storage.opensearch.client.Bulk;
import org.postern.storage.opensearch.client.OpenSearchClient;
import org.postern.storage.opensearch.index.MonthlyIndices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What waits in quarantine in OpenSearch, one document an item, in the month in which its message was received, so that its id alone tells
 * where it is.
 */
public final class OpenSearchQuarantineIndex implements QuarantineIndex {
    private static final Logger LOGGER = LoggerFactory.getLogger(OpenSearchQuarantineIndex.class);
    /** A message may be received in one month and put into quarantine in the next; then an old index is still written to. */
    private static final Duration LATE = Duration.ofDays(40);

    private final OpenSearchClient client;
    private final MonthlyIndices indices;

    /**
     * An index.
     *
     * @param trust which certificates of the cluster are believed, empty for those of the authorities that Java knows
     */
    public OpenSearchQuarantineIndex(OpenSearchConfiguration configuration, Optional<SSLContext> trust) {
        this.client = new OpenSearchClient(configuration, trust);
        this.indices = ItemDocument.indices(client, configuration);
    }

    @Override
    public List<ListPosition> find(QuarantineQuery query, Optional<ListPosition> after, int limit) {
        List<ListPosition> positions = new ArrayList<>();
        for (JsonNode hit : indices.search(indices.all(), ItemQuestion.of(query, after, limit))) {
            positions.add(new ListPosition(Instant.ofEpochMilli(hit.path("sort").path(0).asLong()), new ItemId(hit.path("_id").asText())));
        }
        return positions;
    }

    @Override
    public int put(Collection<QuarantineItem> items) {
        indices.describe();
        Bulk bulk = new Bulk();
        items.forEach(item -> bulk.put(index(item.id()), item.id().value(), OptionalLong.empty(), ItemDocument.of(item)));
        Bulk.Result result = bulk.send(client);
        result.refused().forEach(complaint -> LOGGER.error("OpenSearch does not take item {}", complaint));
        return result.refused().size();
    }

    @Override
    public int remove(Collection<ItemId> ids) {
        Bulk bulk = new Bulk();
        ids.forEach(id -> bulk.remove(index(id), id.value()));
        return bulk.send(client).removed();
    }

    @Override
    public void removeExpired(Instant before) {
        Optional<String> after = Optional.empty();
        List<ItemId> ids;
        do {
            ids = new ArrayList<>();
            for (JsonNode hit : indices.search(indices.all(), ItemQuestion.expired(before, after, MAXIMUM_LIMIT))) {
                ids.add(new ItemId(hit.path("_id").asText()));
            }
            if (!ids.isEmpty()) {
                remove(ids);
                after = Optional.of(ids.get(ids.size() - 1).value());
            }
        } while (ids.size() == MAXIMUM_LIMIT);
        indices.removeEmptyBefore(before.minus(LATE));
    }

    private String index(ItemId id) {
        return indices.at(MessageId.time(id.messageId()));
    }
}
