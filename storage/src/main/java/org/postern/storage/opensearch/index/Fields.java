// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch.index;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What OpenSearch is told of an index: its fields, and the order of its records. No record itself is kept there: what there is to show is
 * read from Cassandra.
 */
public final class Fields {
    private final ObjectNode properties = JsonNodeFactory.instance.objectNode();
    private final ArrayNode order = JsonNodeFactory.instance.arrayNode();

    /** Values that are compared as a whole. */
    public Fields keywords(String... names) {
        for (String name : names) {
            properties.putObject(name).put("type", "keyword").put("doc_values", false);
        }
        return this;
    }

    /** Texts of which parts are looked for. */
    public Fields parts(String... names) {
        for (String name : names) {
            text(name, "pieces").put("index_options", "docs");
        }
        return this;
    }

    /** A text of which words are looked for. */
    public Fields words(String name) {
        text(name, "whitespace").put("index_options", "positions");
        return this;
    }

    /** A number. */
    public Fields number(String name, String type) {
        properties.putObject(name).put("type", type);
        return this;
    }

    /** The same as {@link #number}, and what comes first is the largest; asked for in this order, most questions end after a page. */
    public Fields newest(String name, String type) {
        number(name, type);
        order.add(name);
        return this;
    }

    private ObjectNode text(String name, String analyzer) {
        return properties.putObject(name).put("type", "text").put("analyzer", analyzer).put("norms", false);
    }

    ObjectNode template(String pattern, int replicas) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("index_patterns").add(pattern);
        body.put("priority", 500);
        ObjectNode template = body.putObject("template");
        ObjectNode index = template.putObject("settings").putObject("index");
        index.put("number_of_shards", 1).put("auto_expand_replicas", "0-" + replicas).put("refresh_interval", "1s");
        ObjectNode sort = index.putObject("sort");
        sort.set("field", order);
        ArrayNode directions = sort.putArray("order");
        order.forEach(field -> directions.add("desc"));
        ObjectNode analysis = index.putObject("analysis");
        analysis.putObject("tokenizer").putObject("pieces").put("type", "ngram").put("min_gram", Question.PIECE)
            .put("max_gram", Question.PIECE);
        analysis.putObject("analyzer").putObject("pieces").put("type", "custom").put("tokenizer", "pieces");
        ObjectNode mappings = template.putObject("mappings");
        mappings.put("dynamic", false).putObject("_source").put("enabled", false);
        mappings.set("properties", properties);
        return body;
    }
}
