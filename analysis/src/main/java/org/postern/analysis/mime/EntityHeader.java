// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.postern.analysis.facts.HeaderField;

/** The header of one MIME entity as it is being read, and what it says of the entity's content. */
final class EntityHeader {
    private static final String DEFAULT_TYPE = "text/plain";

    private final List<HeaderField> fields = new ArrayList<>();
    private final boolean inDigest;
    private final int mostParameters;
    private long bytes;

    EntityHeader(boolean inDigest, int mostParameters) {
        this.inDigest = inDigest;
        this.mostParameters = mostParameters;
    }

    void add(HeaderField field, int length) {
        fields.add(field);
        bytes += length;
    }

    List<HeaderField> fields() {
        return fields;
    }

    long bytes() {
        return bytes;
    }

    /** Number of fields of a name, compared without regard to case. */
    long count(String name) {
        return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).count();
    }

    MimeParameters contentType() {
        return first("Content-Type").map(value -> MimeParameters.parse(value, mostParameters)).filter(type -> type.main().contains("/"))
            .orElseGet(() -> MimeParameters.parse(inDigest ? "message/rfc822" : DEFAULT_TYPE));
    }

    /** The transfer encoding as declared, lower case. */
    Optional<String> transferEncoding() {
        return first("Content-Transfer-Encoding").map(value -> MimeParameters.parse(value).main()).filter(value -> !value.isEmpty());
    }

    boolean isAttachment() {
        return disposition().main().equals("attachment");
    }

    MimeParameters disposition() {
        return MimeParameters.parse(first("Content-Disposition").orElse(""), mostParameters);
    }

    /** Decoded file name: that of the disposition, else the name of the type (RFC 2183 section 2.3). */
    Optional<String> fileName() {
        return disposition().get("filename").filter(name -> !name.isBlank())
            .or(() -> contentType().get("name").filter(name -> !name.isBlank()))
            .map(HeaderBytes::unfold);
    }

    private Optional<String> first(String name) {
        return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(HeaderField::raw).findFirst();
    }
}
