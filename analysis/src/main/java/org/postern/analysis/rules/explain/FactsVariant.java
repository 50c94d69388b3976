// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.explain;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.FactsJson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The same message with one thing about it changed. It works on the stored form, so that facts to come need no change here. */
public final class FactsVariant {
    private final FactsJson json = new FactsJson();
    private final ObjectMapper mapper = new ObjectMapper();

    /** The facts with another spam score. */
    public Facts spam(Facts facts, double score) {
        return with(facts, tree -> ((ObjectNode) tree.get("spam")).put("score", score));
    }

    /** The facts with another envelope sender. */
    public Facts sender(Facts facts, String sender) {
        return with(facts, tree -> ((ObjectNode) tree.get("envelope")).put("sender", sender));
    }

    /** The facts of a message from another client. */
    public Facts client(Facts facts, String address) {
        return with(facts, tree -> ((ObjectNode) tree.get("client")).put("address", address));
    }

    /** The facts of a message in which no engine found a virus. */
    public Facts withoutVirus(Facts facts) {
        return with(facts, tree -> {
            ObjectNode virus = (ObjectNode) tree.get("virus");
            virus.put("status", "CLEAN");
            virus.putArray("findings");
        });
    }

    /** The facts without certain parts. */
    public Facts withoutParts(Facts facts, Set<Integer> numbers) {
        return with(facts, tree -> remove((ArrayNode) tree.get("parts"), part -> numbers.contains(part.get("number").intValue())));
    }

    /** The facts without the top fields of a name. */
    public Facts withoutField(Facts facts, String name) {
        return with(facts, tree -> remove((ArrayNode) tree.get("headers"), field -> field.get("name").asText().equalsIgnoreCase(name)));
    }

    /** The facts without faults of form. */
    public Facts withoutAnomalies(Facts facts) {
        return with(facts, tree -> tree.putArray("anomalies"));
    }

    private Facts with(Facts facts, Consumer<ObjectNode> change) {
        try {
            ObjectNode tree = (ObjectNode) mapper.readTree(json.write(facts));
            change.accept(tree);
            return json.read(tree.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts that cannot be read back", e);
        }
    }

    private static void remove(ArrayNode list, Predicate<JsonNode> doomed) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (doomed.test(list.get(i))) {
                list.remove(i);
            }
        }
    }
}
