// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Proves, in one quick pass over a message, that all programs read its structure alike, which holds for nearly all honest mail. What it
 * cannot prove is left to {@link TolerantReader}.
 */
final class PlainStructure {
    private static final String TOKEN = "[!#$%&'*+.^_`{|}~A-Za-z0-9-]+";
    private static final Pattern TYPE = Pattern.compile(
        "(" + TOKEN + "/" + TOKEN + ")[ \\t]*((?:;[ \\t]*" + TOKEN
            + "[ \\t]*=[ \\t]*(?:[^\\x00- \"();\\x7f]++|\"[^\"\\\\]*+\")[ \\t]*)*+);?");
    private static final Pattern BOUNDARY = Pattern.compile(
        "(?i);[ \\t]*(boundary[^=\\t ]*)[ \\t]*=[ \\t]*(?:\"([^\"]*)\"|([^;\\s]+))");
    private static final int MOST_TYPE_LENGTH = 2000;

    private final TolerantLimits limits;
    private final List<Slice> outside = new ArrayList<>();
    private int entities;

    PlainStructure(TolerantLimits limits) {
        this.limits = limits;
    }

    /** Whether the message is plain. What stands outside its parts is in {@link #outside()} then. */
    boolean isPlain(Slice message) {
        return !message.contains((byte) 0) && entity(message, 0, "text/plain", List.of());
    }

    /** Texts before the first and behind the last delimiter of multiparts. */
    List<Slice> outside() {
        return outside;
    }

    private boolean entity(Slice entity, int depth, String defaultType, List<String> enclosing) {
        if (++entities > limits.parts() || depth > limits.depth()) {
            // The standard reading ends here too, and says so.
            return true;
        }
        HeaderBlock header = HeaderBlock.read(entity, HeaderBlock.End.EMPTY_LINE, limits.headerFields(), limits.headerBytes());
        List<String> types = header.all("content-type");
        List<String> encodings = header.all("content-transfer-encoding");
        if (!header.regular() || types.size() > 1 || encodings.size() > 1 || header.all("content-disposition").size() > 1) {
            return false;
        }
        String encoding = encodings.isEmpty() ? "" : encodings.get(0).toLowerCase(Locale.ROOT);
        if (!TransferEncoding.isPlain(encoding)) {
            return false;
        }
        if (types.isEmpty()) {
            return body(header.body(), defaultType, "", encoding, depth, enclosing);
        }
        if (types.get(0).length() > MOST_TYPE_LENGTH) {
            return false;
        }
        Matcher type = TYPE.matcher(types.get(0));
        return type.matches() && body(header.body(), type.group(1).toLowerCase(Locale.ROOT), type.group(2), encoding, depth, enclosing);
    }

    private boolean body(Slice body, String type, String parameters, String encoding, int depth, List<String> enclosing) {
        boolean encoded = encoding.equals("base64") || encoding.equals("quoted-printable");
        if (type.startsWith("multipart/")) {
            return !encoded && multipart(body, type, parameters, depth, enclosing);
        }
        if (type.startsWith("message/")) {
            return message(body, type, encoded, depth);
        }
        return switch (encoding) {
            case "base64" -> Base64Readings.isPlain(body);
            case "quoted-printable" -> QuotedPrintableReadings.isPlain(body);
            default -> !TextAttachments.possible(body);
        };
    }

    private boolean message(Slice body, String type, boolean encoded, int depth) {
        return switch (type) {
            case "message/rfc822" -> !encoded && entity(body, depth + 1, "text/plain", List.of());
            case "message/delivery-status", "message/disposition-notification" -> !encoded;
            default -> false;
        };
    }

    private boolean multipart(Slice body, String type, String parameters, int depth, List<String> enclosing) {
        Matcher parameter = BOUNDARY.matcher(parameters);
        if (!parameter.find() || !parameter.group(1).equalsIgnoreCase("boundary")) {
            return false;
        }
        String boundary = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
        if (boundary.isBlank() || boundary.endsWith(" ") || boundary.contains("=?") || parameter.find()
            || enclosing.stream().anyMatch(outer -> outer.startsWith(boundary) || boundary.startsWith(outer))) {
            return false;
        }
        MultipartSplit split = new MultipartSplit(body, boundary, limits.parts());
        if (!split.isPlain()) {
            return false;
        }
        List<String> open = new ArrayList<>(enclosing);
        open.add(boundary);
        String defaultType = type.equals("multipart/digest") ? "message/rfc822" : "text/plain";
        for (MultipartSplit.Piece piece : split.pieces(List.of(MultipartSplit.Form.EXACT, MultipartSplit.Form.CLOSING))) {
            if (piece.place() == MultipartSplit.Place.PART) {
                if (!entity(piece.content(), depth + 1, defaultType, open)) {
                    return false;
                }
            } else if (!outside(piece.content())) {
                return false;
            }
        }
        return true;
    }

    private boolean outside(Slice text) {
        if (text.isBlank()) {
            return true;
        }
        outside.add(text);
        return !OutsideText.holdsMore(text);
    }
}
