// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.json;

import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * JSON of one record type with a version number in it. It exists so that stored records stay readable: a newer program adds fields
 * that an older one passes over, and a layout that cannot be read is refused by its number and not misread.
 *
 * @param <T> the record type
 */
public final class VersionedJson<T> {
    private static final String VERSION_FIELD = "version";

    private final Class<T> type;
    private final int version;
    private final JsonMapper mapper;
    private final boolean carriesVersion;

    /** JSON of this type; the version written, and the only one read. A record that has a {@code version} of its own writes that. */
    public VersionedJson(Class<T> type, int version) {
        this(type, version, JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build());
    }

    private VersionedJson(Class<T> type, int version, JsonMapper mapper) {
        this.type = type;
        this.version = version;
        this.mapper = mapper;
        this.carriesVersion = type.isRecord()
            && Stream.of(type.getRecordComponents()).anyMatch(component -> component.getName().equals(VERSION_FIELD));
    }

    /** The same with annotations for a type that has none of its own. */
    public VersionedJson<T> with(Class<?> annotated, Class<?> annotations) {
        return new VersionedJson<>(type, version, mapper.rebuild().addMixIn(annotated, annotations).build());
    }

    /**
     * Writes the value on one line.
     *
     * @throws IllegalArgumentException when the value is nothing that JSON can hold as an object
     */
    public String write(T value) {
        try {
            String json = mapper.writeValueAsString(value);
            if (!json.startsWith("{")) {
                throw new IllegalArgumentException(type.getSimpleName() + " is written as no object");
            }
            if (carriesVersion) {
                return json;
            }
            // Put in as text: building a tree of the whole value first takes as long as writing it.
            String versioned = "{\"" + VERSION_FIELD + "\":" + version;
            return json.equals("{}") ? versioned + "}" : versioned + "," + json.substring(1);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot write " + type.getSimpleName() + " as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when the text is no JSON of this type or of another version; the message says which
     */
    public T read(String text) {
        try {
            JsonNode tree = mapper.readTree(text);
            JsonNode found = tree.path(VERSION_FIELD);
            if (!found.isInt()) {
                throw new IllegalArgumentException(type.getSimpleName() + " without a version number");
            }
            if (found.intValue() != version) {
                throw new IllegalArgumentException(
                    type.getSimpleName() + " of version " + found + " is not supported, only version " + version + " is");
            }
            T value = mapper.treeToValue(tree, type);
            if (value == null) {
                throw new IllegalArgumentException("no " + type.getSimpleName());
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + " in JSON: " + e.getOriginalMessage(), e);
        }
    }
}
