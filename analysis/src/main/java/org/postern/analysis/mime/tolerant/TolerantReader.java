// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.postern.analysis.mime.tolerant.MultipartSplit.Form;
import org.postern.analysis.mime.tolerant.MultipartSplit.Piece;

/**
 * Reads a message in every way that mail programs are known to, and tells the contents that the standard reading does not show. It takes
 * all declarations at once: each duplicate of a field, each boundary that can be read out of one, each manner of decoding.
 */
final class TolerantReader {
    private static final List<Form> USUAL = List.of(Form.EXACT, Form.CLOSING);
    private static final List<Form> PREFIXES = List.of(Form.EXACT, Form.CLOSING, Form.PREFIX);
    private static final List<Form> ALL = List.of(Form.EXACT, Form.CLOSING, Form.PREFIX, Form.WITHIN);

    private final TolerantLimits limits;
    private final ReadingWork work;
    private final Set<BigInteger> seen;
    private final Consumer<Reading> found;

    /**
     * Makes a reader for one message.
     *
     * @param seen  digests of the contents that the standard reading shows; grows by what is found
     * @param found gets what is found, at once
     */
    TolerantReader(TolerantLimits limits, ReadingWork work, Set<BigInteger> seen, Consumer<Reading> found) {
        this.limits = limits;
        this.work = work;
        this.seen = seen;
        this.found = found;
    }

    void read(byte[] message) {
        Slice whole = Slice.of(message);
        entity(whole, 0, "text/plain", "");
        if (work.spend(message.length) && whole.hasBareCarriageReturn()) {
            entity(Slice.of(Rewritten.carriageReturnsAsLineFeeds(message)), 0, "text/plain", "line-ends");
        }
        if (work.spend(message.length) && whole.contains((byte) 0)) {
            entity(Slice.of(Rewritten.withoutZeros(message)), 0, "text/plain", "zero-bytes");
        }
    }

    private void entity(Slice entity, int depth, String absentType, String kind) {
        if (depth > limits.depth() || !work.visit(entity)) {
            return;
        }
        HeaderBlock usual = HeaderBlock.read(entity, HeaderBlock.End.EMPTY_LINE, limits.headerFields(), limits.headerBytes());
        interpret(usual, depth, absentType, kind);
        if (!usual.regular()) {
            for (HeaderBlock.End end : List.of(HeaderBlock.End.BLANK_LINE, HeaderBlock.End.NO_FIELD, HeaderBlock.End.EITHER)) {
                HeaderBlock other = HeaderBlock.read(entity, end, limits.headerFields(), limits.headerBytes());
                if (!other.body().equals(usual.body())) {
                    interpret(other, depth, absentType, or(kind, "header-end"));
                }
            }
        }
    }

    private void interpret(HeaderBlock header, int depth, String absentType, String kind) {
        List<TypeReading> types = TypeReading.of(header.all("content-type"), absentType);
        List<TransferEncoding> encodings = TransferEncoding.of(header.all("content-transfer-encoding"));
        boolean leaf = false;
        for (int i = 0; i < types.size(); i++) {
            TypeReading type = types.get(i);
            String typeKind = i == 0 ? kind : or(kind, "content-type");
            boolean encoded = encodings.get(0) != TransferEncoding.IDENTITY;
            String asIs = encoded ? or(typeKind, "nested-encoding") : typeKind;
            String inside = encoded ? typeKind : or(typeKind, "nested-encoding");
            if (type.isMultipart()) {
                decoded(header, encodings, inner -> multipart(inner, type, depth, inside, true));
                multipart(header.body(), type, depth, asIs, !encoded);
            } else if (type.isMessage()) {
                decoded(header, encodings, inner -> entity(inner, depth + 1, "text/plain", inside));
                if (!encoded || hasHeader(header.body())) {
                    entity(header.body(), depth + 1, "text/plain", asIs);
                }
            } else if (!leaf) {
                leaf = true;
                content(header, encodings, depth, type, typeKind);
            }
        }
    }

    /** A container has no transfer encoding by the standard (RFC 2045 section 6.4); programs decode it all the same. */
    private void decoded(HeaderBlock header, List<TransferEncoding> encodings, Consumer<Slice> reader) {
        for (TransferEncoding encoding : encodings) {
            if (encoding != TransferEncoding.IDENTITY && work.spend(header.body().length())) {
                reader.accept(Slice.of(decode(encoding, header.body())));
            }
        }
    }

    private boolean hasHeader(Slice entity) {
        return !HeaderBlock.read(entity, HeaderBlock.End.EMPTY_LINE, limits.headerFields(), limits.headerBytes()).fields().isEmpty();
    }

    /** Splits at every boundary that is declared, and, where none occurs and it may be guessed, at those that the body tells. */
    private void multipart(Slice body, TypeReading type, int depth, String kind, boolean guess) {
        String absentType = type.main().equals("multipart/digest") ? "message/rfc822" : "text/plain";
        boolean first = true;
        boolean any = false;
        for (String boundary : type.boundaries()) {
            any |= split(body, boundary, depth, absentType, first ? kind : or(kind, "boundary"));
            first = false;
        }
        if (!any && guess) {
            for (String likely : BoundaryGuess.of(body)) {
                split(body, likely, depth, absentType, or(kind, "boundary"));
            }
            outside(body, depth, or(kind, "boundary"));
        }
    }

    private boolean split(Slice body, String boundary, int depth, String absentType, String kind) {
        if (!work.spend(body.length())) {
            return false;
        }
        MultipartSplit split = new MultipartSplit(body, boundary, limits.parts());
        if (split.delimiters().isEmpty()) {
            return false;
        }
        pieces(split.pieces(USUAL), depth, absentType, kind);
        if (work.isLeft() && split.has(Form.PREFIX)) {
            pieces(split.pieces(PREFIXES), depth, absentType, or(kind, "boundary-prefix"));
        }
        if (work.isLeft() && split.has(Form.WITHIN)) {
            pieces(split.pieces(ALL), depth, absentType, or(kind, "boundary-within"));
        }
        return true;
    }

    private void pieces(List<Piece> pieces, int depth, String absentType, String kind) {
        for (Piece piece : pieces) {
            switch (piece.place()) {
                case PART -> entity(piece.content(), depth + 1, absentType, kind);
                case PART_AFTER_END -> entity(piece.content(), depth + 1, absentType, or(kind, "after-end"));
                case PREAMBLE -> outside(piece.content(), depth, or(kind, "preamble"));
                case EPILOGUE -> outside(piece.content(), depth, or(kind, "epilogue"));
                default -> throw new IllegalStateException("no such place");
            }
        }
    }

    private void outside(Slice text, int depth, String kind) {
        if (!work.isLeft() || text.isBlank()) {
            return;
        }
        tell(kind, false, depth + 1, List.of(), Optional.empty(), text.bytes());
        attachments(text, depth + 1, kind, true);
        int header = work.isLeft() ? OutsideText.headerStart(text) : -1;
        if (header >= 0) {
            entity(text.between(header, text.to()), depth + 1, "text/plain", kind);
        }
    }

    private void content(HeaderBlock header, List<TransferEncoding> encodings, int depth, TypeReading type, String kind) {
        Slice body = header.body();
        for (int i = 0; i < encodings.size(); i++) {
            TransferEncoding encoding = encodings.get(i);
            String encodingKind = i == 0 ? kind : or(kind, "transfer-encoding");
            if (!work.spend(body.length())) {
                return;
            }
            byte[] usual = decode(encoding, body);
            tell(encodingKind, true, depth, header.fields(), Optional.empty(), usual);
            others(encoding, body, depth, header.fields(), encodingKind);
            attachments(Slice.of(usual), depth + 1, encodingKind, false);
        }
    }

    private void others(TransferEncoding encoding, Slice body, int depth, List<RawField> fields, String kind) {
        if (encoding == TransferEncoding.BASE64 && !Base64Readings.isPlain(body) && work.spend(body.length())) {
            boolean telling = Base64Readings.isTelling(body);
            Base64Readings.others(body, () -> work.spend(body.length()),
                other -> tell(or(kind, "base64"), telling, depth, fields, Optional.empty(), other));
            tell(or(kind, "base64"), false, depth, fields, Optional.empty(), body.bytes());
        }
        if (encoding == TransferEncoding.QUOTED_PRINTABLE && !QuotedPrintableReadings.isPlain(body) && work.spend(body.length())) {
            QuotedPrintableReadings.others(body, () -> work.spend(body.length()),
                other -> tell(or(kind, "quoted-printable"), false, depth, fields, Optional.empty(), other));
        }
    }

    private void attachments(Slice text, int depth, String kind, boolean telling) {
        if (work.isLeft() && TextAttachments.possible(text)) {
            for (TextAttachment each : TextAttachments.find(text)) {
                if (!work.spend(each.content().length)) {
                    return;
                }
                tell(kind.isEmpty() ? each.kind() : kind, telling || !kind.isEmpty(), depth, List.of(), Optional.of(each.name()),
                    each.content());
            }
        }
    }

    private static byte[] decode(TransferEncoding encoding, Slice body) {
        return switch (encoding) {
            case BASE64 -> Base64Readings.usual(body);
            case QUOTED_PRINTABLE -> QuotedPrintableReadings.usual(body);
            case UUENCODE -> TextAttachments.find(body).stream().findFirst().map(TextAttachment::content)
                .orElseGet(() -> TextAttachments.uudecode(body));
            case YENC -> TextAttachments.find(body).stream().findFirst().map(TextAttachment::content)
                .orElseGet(() -> TextAttachments.ydecode(body));
            case IDENTITY -> body.bytes();
        };
    }

    private void tell(String kind, boolean telling, int depth, List<RawField> fields, Optional<String> name, byte[] content) {
        if (!work.spend(content.length)) {
            return;
        }
        byte[] kept = content.length > limits.contentBytes() ? Arrays.copyOf(content, limits.contentBytes()) : content;
        if (Slice.of(kept).isBlank() || !seen.add(ContentDigest.of(kept, kept.length))) {
            return;
        }
        if (work.found()) {
            found.accept(new Reading(kind.isEmpty() ? "structure" : kind, telling, depth, fields, name, kept));
        }
    }

    /** The first place where programs part ways names the reading. */
    private static String or(String kind, String further) {
        return kind.isEmpty() ? further : kind;
    }
}
