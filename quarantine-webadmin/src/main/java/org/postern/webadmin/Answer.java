// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.postern.analysis.message.MessageSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What is sent back. Bodies are bytes, not text: James's WebAdmin writes text bodies to its log, and a body may hold a token or
 * somebody's mail.
 *
 * @param status  HTTP status
 * @param type    content type
 * @param headers further header fields, by name
 * @param body    readable once the answer is sent
 */
public record Answer(int status, String type, Map<String, String> headers, MessageSource body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** A value as JSON; records and maps of plain values. */
    public static Answer json(int status, Object value) {
        try {
            return bytes(status, "application/json; charset=utf-8", JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that JSON cannot hold", e);
        }
    }

    /** Bytes of any type. */
    public static Answer bytes(int status, String type, byte[] body) {
        return new Answer(status, type, Map.of(), MessageSource.of(body));
    }

    /** Sends the browser elsewhere. */
    public static Answer redirect(String location) {
        return bytes(302, "text/plain; charset=utf-8", location.getBytes(StandardCharsets.US_ASCII)).with("Location", location);
    }

    /** The same answer with one header field more, or another value of it. */
    public Answer with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Answer(status, type, more, body);
    }
}
