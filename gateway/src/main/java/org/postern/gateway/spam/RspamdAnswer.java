// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpamHit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads rspamd's answer to checkv2: the total and each symbol with its points. */
final class RspamdAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST = 2 * 1024 * 1024;
    private static final int MOST_OPTIONS = 3;

    private RspamdAnswer() {
    }

    /**
     * Reads an answer.
     *
     * @throws IOException when it is no answer, or tells of a failure
     */
    static SpamAnalysis read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IOException("rspamd's answer is larger than " + LARGEST + " bytes");
        }
        JsonNode answer = JSON.readTree(bytes);
        if (answer == null || !answer.isObject()) {
            throw new IOException("not an answer of rspamd");
        }
        if (answer.hasNonNull("error")) {
            throw new IOException("rspamd answers: " + answer.get("error").asText());
        }
        // Where rspamd decides before its rules run, as for the test string, it calls that skipped too, but with an action.
        boolean decided = answer.path("action").asText().equals("reject");
        if (answer.path("is_skipped").asBoolean(false) && !decided) {
            throw new IOException("rspamd has skipped the message");
        }
        JsonNode score = answer.path("score");
        if (!score.isNumber()) {
            throw new IOException("rspamd's answer has no total");
        }
        List<SpamHit> hits = new ArrayList<>();
        answer.path("symbols").fields().forEachRemaining(symbol -> hits.add(hit(symbol.getKey(), symbol.getValue())));
        hits.sort(Comparator.comparingDouble(SpamHit::score).reversed());
        double total = decided ? Math.max(score.asDouble(), answer.path("required_score").asDouble(0)) : score.asDouble();
        return new SpamAnalysis(total, hits);
    }

    private static SpamHit hit(String name, JsonNode symbol) {
        String options = StreamSupport.stream(symbol.path("options").spliterator(), false).limit(MOST_OPTIONS).map(JsonNode::asText)
            .collect(Collectors.joining(", "));
        return new SpamHit(name, symbol.path("score").asDouble(0), symbol.path("description").asText(""), options);
    }
}
