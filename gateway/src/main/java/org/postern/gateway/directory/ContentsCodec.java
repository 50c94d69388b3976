// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The stored form of what was read of a directory: compressed JSON, of which a later version may hold more. */
public final class ContentsCodec {
    private final ObjectMapper mapper = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** Writes contents. */
    public byte[] write(Contents contents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            mapper.writeValue(out, Map.of("people", contents.people(), "groups", contents.groups()));
        } catch (IOException e) {
            throw new UncheckedIOException("contents that cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public Contents read(byte[] bytes) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return mapper.readValue(in, Contents.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("not the contents of a directory", e);
        }
    }
}
