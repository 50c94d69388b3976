// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A request's body: one flat JSON object, read strictly and with messages a person can act on.
 */
public final class JsonBody {
    static final JsonBody EMPTY = new JsonBody(new ObjectMapper().createObjectNode());

    private static final int MAXIMUM_BYTES = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper()
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /** The body of a call, which may be larger than usual; throws {@link ApiException} when it is no JSON object. */
    public static JsonBody large(Call call, int most) {
        return read(call.header("Content-Type").orElse(null), call.text(most).getBytes(StandardCharsets.UTF_8), most);
    }

    static JsonBody read(String contentType, byte[] bytes) {
        return read(contentType, bytes, MAXIMUM_BYTES);
    }

    private static JsonBody read(String contentType, byte[] bytes, int most) {
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).split(";")[0].strip().equals("application/json")) {
            throw ApiException.notJson();
        }
        if (bytes.length > most) {
            throw ApiException.tooLarge("the body is larger than " + most + " bytes");
        }
        try {
            JsonNode node = JSON.readTree(bytes);
            if (node == null || !node.isObject()) {
                throw ApiException.invalid("the body must be a JSON object");
            }
            return new JsonBody(node);
        } catch (JsonProcessingException e) {
            // Only where, not what: the original message quotes the body, which may hold a password.
            throw ApiException.invalid("the body is not valid JSON (line " + e.getLocation().getLineNr() + ", column "
                + e.getLocation().getColumnNr() + ")");
        } catch (IOException e) {
            throw ApiException.invalid("the body cannot be read");
        }
    }

    /** Throws {@link ApiException} when there is a field of another name. */
    public JsonBody allowOnly(String... names) {
        Set<String> allowed = new TreeSet<>(Set.of(names));
        for (Iterator<String> fields = object.fieldNames(); fields.hasNext();) {
            if (!allowed.contains(fields.next())) {
                throw ApiException.invalid("the body may only have the fields " + String.join(", ", allowed));
            }
        }
        return this;
    }

    /** A text that must be there. */
    public String text(String name) {
        JsonNode value = object.get(name);
        if (value == null || !value.isTextual()) {
            throw ApiException.invalid("the body needs a text '" + name + "'");
        }
        return value.textValue();
    }

    /** A text, or a number or truth value as text; empty when the field is absent. */
    public Optional<String> optionalText(String name) {
        JsonNode value = object.get(name);
        if (value != null && !value.isValueNode()) {
            throw ApiException.invalid("'" + name + "' must be a text");
        }
        return Optional.ofNullable(value).filter(node -> !node.isNull()).map(JsonNode::asText);
    }

    /**
     * Texts in an array; empty when the field is absent.
     *
     * @param most how many there may be
     */
    public Optional<List<String>> texts(String name, int most) {
        JsonNode value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        value.forEach(each -> texts.add(each.isTextual() ? each.textValue() : null));
        if (!value.isArray() || texts.contains(null) || texts.size() > most) {
            throw ApiException.invalid("'" + name + "' must be a list of at most " + most + " texts");
        }
        return Optional.of(texts);
    }

    /** A truth value; empty when the field is absent. */
    public Optional<Boolean> flag(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw ApiException.invalid("'" + name + "' must be true or false");
        }
        return Optional.of(value.booleanValue());
    }
}
