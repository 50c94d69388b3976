// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.explain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.postern.analysis.facts.Contents;
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

    /** The facts without the fields of a name, on top and below. */
    public Facts withoutField(Facts facts, String name) {
        Contents contents = facts.contents();
        Facts bare = facts.with(new Contents(contents.texts(), contents.fields().stream()
            .filter(field -> !field.name().equalsIgnoreCase(name)).toList()));
        return with(bare, tree -> remove((ArrayNode) tree.get("headers"), field -> field.get("name").asText().equalsIgnoreCase(name)));
    }

    /** The facts of a message that came with or without TLS. */
    public Facts tls(Facts facts, boolean used) {
        return with(facts, tree -> {
            if (used) {
                ((ObjectNode) tree.get("client")).put("tls", "TLSv1.3");
            } else {
                ((ObjectNode) tree.get("client")).putNull("tls");
            }
        });
    }

    /** The facts of a message of another size in bytes. */
    public Facts size(Facts facts, long bytes) {
        return with(facts, tree -> tree.put("size", bytes));
    }

    /** The facts of a message received at another time. */
    public Facts receivedAt(Facts facts, Instant time) {
        return with(facts, tree -> tree.put("receivedAt", time.toString()));
    }

    /** The facts without the links that a test finds. */
    public Facts withoutUris(Facts facts, Predicate<String> doomed) {
        return with(facts, tree -> remove((ArrayNode) tree.get("uris"), uri -> doomed.test(uri.asText())));
    }

    /** The facts without the texts that a test finds. */
    public Facts withoutTexts(Facts facts, Predicate<String> doomed) {
        return facts.with(new Contents(facts.contents().texts().stream().filter(text -> !doomed.test(text.text())).toList(),
            facts.contents().fields()));
    }

    /** The facts of a message to fewer recipients, this one among them. */
    public Facts recipients(Facts facts, String kept, int number) {
        List<String> all = facts.envelope().recipients();
        List<String> some = new ArrayList<>(List.of(kept));
        all.stream().filter(one -> !one.equals(kept)).limit(number - 1L).forEach(some::add);
        return with(facts, tree -> {
            ArrayNode recipients = ((ObjectNode) tree.get("envelope")).putArray("recipients");
            some.forEach(recipients::add);
        });
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
