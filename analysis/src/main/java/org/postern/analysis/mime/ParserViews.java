// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.postern.analysis.mime.tolerant.ContentDigest;
import org.postern.analysis.mime.tolerant.RawField;
import org.postern.analysis.mime.tolerant.Reading;

/** The further readings of the standard parser: strict, and with a header that ends where it breaks. */
final class ParserViews {
    private final AnalysisLimits limits;
    private final Set<BigInteger> seen;
    private final Consumer<Reading> found;
    private final BooleanSupplier late;
    private int left;

    ParserViews(AnalysisLimits limits, Set<BigInteger> seen, Consumer<Reading> found, BooleanSupplier late) {
        this.late = late;
        this.limits = limits;
        this.seen = seen;
        this.found = found;
        this.left = limits.parts();
    }

    void read(byte[] message) {
        view(message, true, false, "strict");
        view(message, false, true, "header-end");
    }

    private void view(byte[] message, boolean strict, boolean malformedHeaderStartsBody, String kind) {
        MimeConfig config = MimeConfig.custom().setStrictParsing(strict).setMalformedHeaderStartsBody(malformedHeaderStartsBody)
            .setMaxHeaderCount(limits.headerFields()).setMaxHeaderLen(limits.headerBytes()).setMaxLineLen(limits.lineLength())
            .setMaxContentLen(-1).build();
        MimeTokenStream stream = new MimeTokenStream(config);
        stream.setRecursionMode(RecursionMode.M_RECURSE);
        try {
            int start = afterMailboxLine(message);
            stream.parse(new ByteArrayInputStream(message, start, message.length - start));
            walk(stream, kind);
        } catch (MimeException | IOException | RuntimeException stopped) {
            // A strict reader shows nothing behind a fault. What it showed before is told, and the faults are facts of the usual reading.
            left = Math.min(left, limits.parts());
        }
    }

    /** Every program passes over the line with which mailbox files begin a message; here it would be a broken header. */
    private static int afterMailboxLine(byte[] message) {
        int start = 0;
        if (message.length > 5 && new String(message, 0, 5, StandardCharsets.ISO_8859_1).equals("From ")) {
            while (start < message.length && message[start++] != '\n') {
                continue;
            }
        }
        return start;
    }

    private void walk(MimeTokenStream stream, String kind) throws IOException, MimeException {
        List<RawField> header = new ArrayList<>();
        int depth = 0;
        for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            if (left <= 0 || late.getAsBoolean()) {
                return;
            }
            switch (state) {
                case T_START_MESSAGE, T_START_BODYPART -> {
                    header.clear();
                    left--;
                    stream.setRecursionMode(++depth > limits.depth() ? RecursionMode.M_FLAT : RecursionMode.M_RECURSE);
                }
                case T_END_MESSAGE, T_END_BODYPART -> depth--;
                case T_FIELD -> header.add(field(stream.getField()));
                case T_BODY -> tell(kind, depth, header, bytes(stream.getDecodedInputStream()));
                default -> {
                    // Only contents are compared.
                }
            }
        }
    }

    private void tell(String kind, int depth, List<RawField> header, byte[] content) {
        if (!new String(content, StandardCharsets.ISO_8859_1).isBlank() && seen.add(ContentDigest.of(content, content.length))) {
            found.accept(new Reading(kind, true, depth - 1, header, Optional.empty(), content));
        }
    }

    private static RawField field(Field field) {
        byte[] raw = field.getRaw() == null ? new byte[0] : field.getRaw().toByteArray();
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        return new RawField(field.getName(), text.substring(text.indexOf(':') + 1).replace("\r", "").replace("\n", "").strip());
    }

    private byte[] bytes(InputStream content) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        int most = limits.inspection().partBytes();
        for (int length = content.read(buffer); length >= 0 && kept.size() < most && !late.getAsBoolean(); length = content.read(buffer)) {
            kept.write(buffer, 0, Math.min(length, most - kept.size()));
        }
        return kept.toByteArray();
    }
}
