// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;
import org.postern.analysis.facts.HeaderField;

/** One walk through the entities of one message. It stops at the bound of parts, and looks no deeper at the bound of depth. */
final class EntityWalk {
    private final AnalysisLimits limits;
    private final AnomalyLog anomalies;
    private final PartCollector parts;
    private final InspectionBudget budget;
    private final StringBuilder rawHeader = new StringBuilder();
    private final Deque<OpenEntity> open = new ArrayDeque<>();
    private List<HeaderField> topFields = List.of();

    EntityWalk(AnalysisLimits limits, AnomalyLog anomalies, PartCollector parts, InspectionBudget budget) {
        this.limits = limits;
        this.anomalies = anomalies;
        this.parts = parts;
        this.budget = budget;
    }

    void read(InputStream message) {
        MimeConfig config = MimeConfig.custom()
            .setStrictParsing(false)
            .setMalformedHeaderStartsBody(false)
            .setMaxHeaderCount(limits.headerFields())
            .setMaxHeaderLen(limits.headerBytes())
            .setMaxLineLen(limits.lineLength())
            .setMaxContentLen(-1)
            .build();
        MimeTokenStream stream = new MimeTokenStream(config, new ParseEvents(anomalies),
            new EmptyHeaderFieldBuilder(limits.headerBytes()), null);
        try {
            stream.setRecursionMode(RecursionMode.M_RECURSE);
            stream.parse(message);
            walk(stream);
        } catch (BoundHitException bound) {
            anomalies.bound(bound.setting(), bound.limit());
        } catch (MimeException | IOException e) {
            ParserBounds.record(e, limits, anomalies);
        } catch (RuntimeException e) {
            anomalies.unparseable("the parser failed: " + e);
        }
        // Where reading stopped early, a header that was read still belongs to a part.
        if (!open.isEmpty() && !open.peek().recorded()) {
            recordContainer(open.peek());
        }
    }

    /** Fields of the top part. */
    List<HeaderField> topFields() {
        return topFields;
    }

    /** Header block of the top part, one character for each byte. */
    String rawHeader() {
        return rawHeader.toString();
    }

    private void walk(MimeTokenStream stream) throws IOException, MimeException {
        EntityState state = stream.getState();
        while (state != EntityState.T_END_OF_STREAM) {
            switch (state) {
                case T_START_MESSAGE, T_START_BODYPART -> startEntity();
                case T_FIELD -> field(stream.getField());
                case T_END_HEADER -> endHeader(stream);
                case T_BODY -> body(stream);
                case T_START_MULTIPART -> recordContainer(open.peek());
                case T_PREAMBLE -> preamble(stream.getInputStream());
                case T_END_MULTIPART -> endMultipart();
                case T_END_MESSAGE, T_END_BODYPART -> open.pop();
                default -> {
                    // The marks of a header's start and of an epilogue carry nothing that is needed.
                }
            }
            state = stream.next();
        }
    }

    private void startEntity() {
        OpenEntity parent = open.peek();
        if (parent != null) {
            parent.addChild();
            if (!parent.recorded()) {
                // No body of its own: an enclosed message follows.
                recordContainer(parent);
            }
        }
        budget.checkTime();
        if (parts.count() >= limits.parts()) {
            throw new BoundHitException("parts", limits.parts());
        }
        open.push(new OpenEntity(new EntityHeader(parent != null && parent.type().equals("multipart/digest"),
            limits.parameters())));
    }

    private void field(Field field) {
        ByteSequence raw = field.getRaw();
        byte[] bytes = raw == null ? new byte[0] : raw.toByteArray();
        EntityHeader header = open.peek().header();
        header.add(HeaderBytes.field(field.getName(), bytes), bytes.length);
        if (parts.count() == 0) {
            topFields = header.fields();
            rawHeader.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
        }
        if (header.bytes() > limits.headerBytes()) {
            throw new BoundHitException("headerBytes", limits.headerBytes());
        }
    }

    private void endHeader(MimeTokenStream stream) {
        EntityHeader header = open.peek().header();
        StructureFaults.record(header, anomalies, limits.parameters());
        String type = header.contentType().main();
        boolean opensMore = type.startsWith("multipart/") || type.startsWith("message/");
        if (opensMore && open.size() > limits.depth()) {
            anomalies.bound("depth", limits.depth());
            stream.setRecursionMode(RecursionMode.M_FLAT);
        }
    }

    private void body(MimeTokenStream stream) throws IOException {
        OpenEntity entity = open.peek();
        entity.markRecorded();
        LeafReader leaf = parts.reader(entity.header());
        try {
            leaf.read(stream.getDecodedInputStream());
        } finally {
            parts.addLeaf(entity.header(), open.size() - 1, leaf);
        }
        stream.setRecursionMode(RecursionMode.M_RECURSE);
    }

    private void recordContainer(OpenEntity entity) {
        entity.markRecorded();
        parts.addContainer(entity.header(), open.size() - 1);
    }

    private void preamble(InputStream content) throws IOException {
        byte[] buffer = new byte[2048];
        for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
            budget.checkTime();
            if (!new String(buffer, 0, length, StandardCharsets.ISO_8859_1).isBlank()) {
                open.peek().markTextOutsideParts();
            }
        }
    }

    private void endMultipart() {
        OpenEntity multipart = open.peek();
        if (!multipart.hasChildren()) {
            if (multipart.textOutsideParts()) {
                anomalies.unparseable("a multipart whose boundary never occurs");
            } else {
                anomalies.add("mime.empty-multipart", "a multipart without parts");
            }
        }
    }
}
