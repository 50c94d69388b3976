// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The JSON form of the state of a reading, for stores and for people. */
public final class SyncStateJson {
    private final ObjectMapper mapper = new ObjectMapper();

    /** The state as fields and values. */
    public Map<String, Object> tree(SyncState state) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("status", state.status().name());
        tree.put("node", state.node());
        tree.put("started", state.started().toString());
        state.finished().ifPresent(at -> tree.put("finished", at.toString()));
        tree.put("entries", state.entries());
        state.problem().ifPresent(problem -> tree.put("problem", problem));
        return tree;
    }

    /** Writes a state. */
    public String write(SyncState state) {
        try {
            return mapper.writeValueAsString(tree(state));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a state that cannot be written", e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public SyncState read(String json) {
        try {
            JsonNode tree = mapper.readTree(json);
            return new SyncState(SyncState.Status.valueOf(tree.get("status").asText()), tree.get("node").asText(),
                Instant.parse(tree.get("started").asText()),
                Optional.ofNullable(tree.get("finished")).map(JsonNode::asText).map(Instant::parse), tree.get("entries").asLong(),
                Optional.ofNullable(tree.get("problem")).map(JsonNode::asText));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the state of a reading", e);
        }
    }
}
