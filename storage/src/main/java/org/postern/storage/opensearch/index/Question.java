// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch.index;

import java.util.Collection;
import java.util.Locale;

import org.postern.gateway.tracking.search.SearchText;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A question in OpenSearch's language, put together of what must and must not be. It leaves out no record that fits, but may bring some
 * that do not: whoever asks decides on the record itself. Texts are brought into the form in which they are compared here and not by
 * OpenSearch.
 */
public final class Question {
    /** What is indexed for the search of parts are pieces of this many characters. */
    public static final int PIECE = 3;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** OpenSearch takes no keyword of more bytes than 32766, and none that long is looked for. */
    private static final int LONGEST = 1000;

    private final ArrayNode wanted = JSON.arrayNode();
    private final ArrayNode unwanted = JSON.arrayNode();

    /** The form in which whole texts are compared. */
    public static String lower(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.length() > LONGEST ? lower.substring(0, LONGEST) : lower;
    }

    /** Has to have this value. */
    public Question term(String field, String value) {
        wanted.add(object("term", object(field, JSON.textNode(value))));
        return this;
    }

    /** Must not have this value. */
    public Question no(String field, String value) {
        unwanted.add(object("term", object(field, JSON.textNode(value))));
        return this;
    }

    /** Has to have one of these values. */
    public Question terms(String field, Collection<String> values) {
        ArrayNode names = JSON.arrayNode();
        values.forEach(names::add);
        wanted.add(object("terms", object(field, names)));
        return this;
    }

    /** Has to be within bounds, such as {@code gte} and {@code lt}; nothing is asked where there is none. */
    public Question range(String field, ObjectNode bounds) {
        if (!bounds.isEmpty()) {
            wanted.add(object("range", object(field, bounds)));
        }
        return this;
    }

    /** Has to have a text somewhere in it. Nothing is asked where this is shorter than the pieces that are indexed. */
    public Question part(String field, String part) {
        String lower = lower(part);
        if (lower.codePointCount(0, lower.length()) >= PIECE) {
            wanted.add(object("match", object(field, JSON.objectNode().put("query", lower).put("operator", "and"))));
        }
        return this;
    }

    /** Has to have words. */
    public Question text(String field, SearchText text) {
        text.wanted().forEach(phrase -> {
            int whole = phrase.open() ? phrase.words().size() - 1 : phrase.words().size();
            if (whole > 0) {
                wanted.add(phrase(field, phrase.words().subList(0, whole).toArray(String[]::new)));
            }
            if (phrase.open()) {
                wanted.add(object("prefix", object(field, JSON.textNode(phrase.words().get(whole)))));
            }
        });
        // of an open phrase with several words nothing less can be asked without leaving out too much
        text.unwanted().stream().filter(phrase -> !phrase.open())
            .forEach(phrase -> unwanted.add(phrase(field, phrase.words().toArray(String[]::new))));
        return this;
    }

    private static ObjectNode phrase(String field, String... words) {
        return words.length == 1 ? object("term", object(field, JSON.textNode(words[0])))
            : object("match_phrase", object(field, JSON.textNode(String.join(" ", words))));
    }

    /**
     * What is sent.
     *
     * @param limit     most records
     * @param direction {@code asc} or {@code desc}
     * @param order     fields by which they come
     */
    public ObjectNode body(int limit, String direction, String... order) {
        ObjectNode body = JSON.objectNode().put("size", limit).put("_source", false).put("track_total_hits", false);
        body.set("query", object("bool", JSON.objectNode().<ObjectNode>set("filter", wanted).set("must_not", unwanted)));
        ArrayNode sort = body.putArray("sort");
        for (String field : order) {
            sort.add(object(field, JSON.textNode(direction)));
        }
        return body;
    }

    private static ObjectNode object(String name, JsonNode value) {
        return JSON.objectNode().set(name, value);
    }
}
