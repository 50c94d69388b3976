// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import org.postern.gateway.StorageUnavailableException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Documents that are put and removed with one request. Used by one thread.
 */
public final class Bulk {
    private static final int VERSION_CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private int documents;

    /**
     * What became of the documents.
     *
     * @param removed how many were there and are no more
     * @param refused complaints about documents that will never be taken as they are
     */
    public record Result(int removed, List<String> refused) {
        public Result {
            refused = List.copyOf(refused);
        }
    }

    /**
     * Puts a document in the place of an earlier one.
     *
     * @param version when given, a document that has a greater version is left as it is
     */
    public Bulk put(String index, String id, OptionalLong version, ObjectNode document) {
        ObjectNode target = target(index, id);
        version.ifPresent(number -> target.put("version", number).put("version_type", "external_gte"));
        line(JsonNodeFactory.instance.objectNode().set("index", target));
        line(document);
        documents++;
        return this;
    }

    /** Removes a document; one that is not there is no error. */
    public Bulk remove(String index, String id) {
        line(JsonNodeFactory.instance.objectNode().set("delete", target(index, id)));
        documents++;
        return this;
    }

    /** Number of documents that are put or removed. */
    public int size() {
        return documents;
    }

    /**
     * Sends them.
     *
     * @throws StorageUnavailableException when OpenSearch cannot take them now; some may have been taken
     */
    public Result send(OpenSearchClient client) {
        if (documents == 0) {
            return new Result(0, List.of());
        }
        OpenSearchClient.Answer answer = client.send("POST", "/_bulk", "application/x-ndjson", lines.toByteArray());
        if (!answer.isSuccess()) {
            throw new StorageUnavailableException("OpenSearch refuses documents: " + answer.status() + " " + shortened(answer.body()),
                null);
        }
        List<String> refused = new ArrayList<>();
        int removed = 0;
        for (JsonNode item : answer.body().path("items")) {
            JsonNode result = item.elements().next();
            int status = result.path("status").asInt();
            if (status == TOO_MANY || status >= 500 || status == 403) {
                throw new StorageUnavailableException("OpenSearch cannot take documents now: " + shortened(result.path("error")), null);
            }
            removed += status / 100 == 2 && item.has("delete") ? 1 : 0;
            if (status / 100 != 2 && status != VERSION_CONFLICT && !(status == NOT_FOUND && item.has("delete"))) {
                refused.add(result.path("_id").asText() + ": " + shortened(result.path("error")));
            }
        }
        return new Result(removed, refused);
    }

    private static String shortened(JsonNode error) {
        String text = error.toString();
        return text.length() > 500 ? text.substring(0, 500) : text;
    }

    private static ObjectNode target(String index, String id) {
        return JsonNodeFactory.instance.objectNode().put("_index", index).put("_id", id);
    }

    private void line(JsonNode json) {
        lines.writeBytes(json.toString().getBytes(StandardCharsets.UTF_8));
        lines.write('\n');
    }
}
