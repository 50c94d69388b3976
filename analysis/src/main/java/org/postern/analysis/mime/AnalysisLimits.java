// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

/**
 * How much of a message is looked at. Mail is written by strangers, so that everything a message can make large has a bound here; a
 * bound that is hit becomes an anomaly {@code bound.<setting>}, never a silent cut.
 *
 * @param parts        MIME entities, containers included
 * @param depth        nesting of entities; the message itself is at depth 0
 * @param headerFields header fields of one entity
 * @param headerBytes  bytes of one entity's header block
 * @param lineLength   bytes of one line of a header block
 * @param decodedText  characters of decoded text kept for spam analysis, all text parts together
 * @param uris         distinct URIs
 * @param rawBytes     leading bytes of the message kept for rules on the whole message; what is beyond is no anomaly, since all parts
 *                     are looked at anyway
 * @param parameters   parameters of one field such as Content-Type
 * @param htmlDepth    nesting of HTML elements; browsers flatten what is deeper
 * @param inspection   how far the content of parts is looked into
 */
public record AnalysisLimits(int parts, int depth, int headerFields, int headerBytes, int lineLength, int decodedText, int uris,
                             int rawBytes, int parameters, int htmlDepth, InspectionLimits inspection) {

    private static final int PARAMETERS = 200;
    private static final int HTML_DEPTH = 512;

    /** These bounds, and the default one on the nesting of HTML. */
    public AnalysisLimits(int parts, int depth, int headerFields, int headerBytes, int lineLength, int decodedText, int uris,
                          int rawBytes, int parameters, InspectionLimits inspection) {
        this(parts, depth, headerFields, headerBytes, lineLength, decodedText, uris, rawBytes, parameters, HTML_DEPTH, inspection);
    }

    /** These bounds on the message's form, and the default ones on the content of its parts. */
    public AnalysisLimits(int parts, int depth, int headerFields, int headerBytes, int lineLength, int decodedText, int uris,
                          int rawBytes) {
        this(parts, depth, headerFields, headerBytes, lineLength, decodedText, uris, rawBytes, PARAMETERS,
            InspectionLimits.defaults());
    }

    public AnalysisLimits {
        requirePositive("parts", parts);
        requirePositive("depth", depth);
        requirePositive("headerFields", headerFields);
        requirePositive("headerBytes", headerBytes);
        requirePositive("lineLength", lineLength);
        requirePositive("decodedText", decodedText);
        requirePositive("uris", uris);
        requirePositive("rawBytes", rawBytes);
        requirePositive("parameters", parameters);
        requirePositive("htmlDepth", htmlDepth);
    }

    /**
     * 1000 parts, depth 20, 1000 fields, 256 KiB of header, 64 KiB a header line, 1 Mi characters, 500 URIs, 512 KiB raw, 200 parameters,
     * 512 HTML elements within each other.
     */
    public static AnalysisLimits defaults() {
        return new AnalysisLimits(1000, 20, 1000, 256 * 1024, 64 * 1024, 1024 * 1024, 500, 512 * 1024);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1 but is " + value);
        }
    }
}
