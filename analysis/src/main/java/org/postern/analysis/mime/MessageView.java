// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.util.List;
import java.util.Optional;

import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.Part;
import org.postern.analysis.facts.PartField;

/**
 * What one reading of a message yields, so that no later check has to parse it again.
 *
 * @param size      bytes read
 * @param rawHeader header block of the top part, one character for each byte (ISO-8859-1), line ends as received
 * @param rawStart  leading bytes of the whole message, one character for each byte
 * @param headers   header fields of the top part
 * @param parts     MIME entities in traversal order
 * @param texts     text of the text/plain and text/html parts
 * @param uris      distinct URIs in order of appearance
 * @param anomalies faults of form and bounds that were hit
 * @param fields    header fields below the top part
 * @param revealed  contents that virus engines need to see beside the message, because a plain reading of it does not show them
 * @param hiddenTexts text that mail programs do not show, such as what stands before the first part
 */
public record MessageView(long size, String rawHeader, String rawStart, List<HeaderField> headers, List<Part> parts,
                          List<TextPart> texts, List<String> uris, List<Anomaly> anomalies, List<PartField> fields,
                          List<RevealedContent> revealed, List<TextPart> hiddenTexts) {
    public MessageView {
        headers = List.copyOf(headers);
        parts = List.copyOf(parts);
        texts = List.copyOf(texts);
        uris = List.copyOf(uris);
        anomalies = List.copyOf(anomalies);
        fields = List.copyOf(fields);
        revealed = List.copyOf(revealed);
        hiddenTexts = List.copyOf(hiddenTexts);
    }

    /** Decoded value of the first header field of this name, names compared without regard to case. */
    public Optional<String> header(String name) {
        return headers.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(HeaderField::value).findFirst();
    }

    /** Decoded subject, empty when there is none. */
    public String subject() {
        return header("Subject").orElse("");
    }
}
