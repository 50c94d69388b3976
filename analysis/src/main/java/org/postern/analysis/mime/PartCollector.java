// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.postern.analysis.facts.Part;
import org.postern.analysis.facts.PartField;
import org.postern.analysis.mime.tolerant.ContentDigest;
import org.postern.analysis.mime.tolerant.RawField;
import org.postern.analysis.mime.tolerant.Reading;

/** Gathers the parts of one message from all its readings, each content once, with their texts and what inspectors tell of them. */
final class PartCollector {
    private static final Set<String> WITHOUT_CODE = Set.of("preamble", "epilogue");
    private static final Set<String> IDENTITY = Set.of("7bit", "8bit", "binary");

    private final ContentTypes contentTypes;
    private final TextCollector texts;
    private final Inspections inspections;
    private final AnomalyLog anomalies;
    private final boolean ambiguous;
    private final int mostParameters;
    private final List<Part> parts = new ArrayList<>();
    private final List<PartField> fields = new ArrayList<>();
    private final Set<BigInteger> digests = new HashSet<>();
    private final List<RevealedContent> standard = new ArrayList<>();
    private boolean revealed;
    private boolean insideEncoded;

    /** Keeps the contents of the standard reading for comparison when the message may have other readings. */
    PartCollector(ContentTypes contentTypes, TextCollector texts, Inspections inspections, AnomalyLog anomalies, boolean ambiguous,
                  int mostParameters) {
        this.contentTypes = contentTypes;
        this.texts = texts;
        this.inspections = inspections;
        this.anomalies = anomalies;
        this.ambiguous = ambiguous;
        this.mostParameters = mostParameters;
    }

    int count() {
        return parts.size();
    }

    List<Part> parts() {
        return parts;
    }

    List<PartField> fields() {
        return fields;
    }

    /** Digests of all contents so far; empty when the message has no other readings. */
    Set<BigInteger> digests() {
        return digests;
    }

    LeafReader reader(EntityHeader header) {
        return new LeafReader(header, texts, inspections.budget(),
            ambiguous || insideEncoded ? inspections.partBytes() : inspections.keep());
    }

    void addContainer(EntityHeader header, int depth) {
        insideEncoded |= header.transferEncoding().filter(encoding -> !IDENTITY.contains(encoding)).isPresent();
        Optional<String> name = header.fileName();
        String type = header.contentType().main();
        parts.add(new Part(parts.size() + 1, depth, type, type, name, header.isAttachment(), 0,
            name.flatMap(contentTypes::ofName), Part.STANDARD, List.of(), List.of()));
        recordFields(header);
    }

    void addLeaf(EntityHeader header, int depth, LeafReader leaf) {
        PartContent content = leaf.content(parts.size() + 1, contentTypes);
        leaf.collectText(content);
        if (ambiguous) {
            digests.add(ContentDigest.of(content.bytes(), content.bytes().length));
            if (!content.declaredType().startsWith("text/") && content.detectedType().startsWith("text/")) {
                // Another program may take it for the text that it is.
                texts.addHidden(content.part(), false, text(header, content));
            }
            standard.add(new RevealedContent(content.name().orElse("part " + content.part()), content.bytes()));
            revealed |= insideEncoded;
        } else if (insideEncoded) {
            // RFC 2045 section 6.4 forbids to encode a container: virus engines need not look into it, mail programs do.
            inspections.reveal(content.name().orElse("part " + content.part()), content.bytes());
        }
        add(header, depth, content, leaf.size(), Part.STANDARD);
    }

    /** Adds what another reading shows. */
    void addReading(Reading reading) {
        if (reading.kind().equals(Reading.OUTSIDE)) {
            texts.addHidden(1, false, Charsets.decode(reading.content(), Optional.empty(), texts.room() + 1));
            return;
        }
        EntityHeader header = new EntityHeader(false, mostParameters);
        for (RawField field : reading.fields()) {
            byte[] value = (field.name() + ":" + field.value()).getBytes(StandardCharsets.ISO_8859_1);
            header.add(HeaderBytes.field(field.name(), value), value.length);
        }
        Optional<String> name = reading.name().map(given -> HeaderBytes.text(given.getBytes(StandardCharsets.ISO_8859_1)))
            .or(header::fileName);
        String detected = contentTypes.detect(reading.content(), name);
        String declared = reading.fields().isEmpty() ? "" : header.contentType().main();
        PartContent content = new PartContent(parts.size() + 1, 0, declared, detected, name, reading.content(), true);
        collectText(header, reading, content);
        if (reading.telling()) {
            anomalies.add("mime.ambiguous", reading.kind() + ": a content of type " + detected + " that only some programs show");
            anomalies.add("mime.ambiguous." + reading.kind(), "a content of type " + detected + " that only some programs show");
        }
        if (reading.telling() || !WITHOUT_CODE.contains(reading.kind())) {
            revealed = true;
            inspections.reveal("a reading by " + reading.kind(), reading.content());
        }
        add(header, reading.depth(), content, reading.content().length, reading.kind());
    }

    /** When programs disagree about a message, virus engines may too: they get all contents, not only those in dispute. */
    void revealStandard() {
        if (revealed) {
            standard.forEach(content -> inspections.reveal(content.origin(), content.bytes()));
        }
    }

    /** Text of a content, no more of it than has room. */
    private String text(EntityHeader header, PartContent content) {
        return Charsets.decode(content.bytes(), header.contentType().get("charset"), texts.room() + 1);
    }

    private void collectText(EntityHeader header, Reading reading, PartContent content) {
        String declared = content.declaredType();
        boolean text = declared.equals("text/plain") || declared.equals("text/html") || declared.indexOf('/') < 0
            || content.detectedType().startsWith("text/");
        if (text) {
            boolean html = declared.equals("text/html") || content.detectedType().equals("text/html");
            String decoded = text(header, content);
            if (reading.telling()) {
                texts.add(content.part(), html, decoded, false);
            } else {
                texts.addHidden(content.part(), html, decoded);
            }
        }
    }

    private void add(EntityHeader header, int depth, PartContent content, long size, String reading) {
        InspectedContent inspected = inspections.inspect(content);
        parts.add(new Part(content.part(), depth, content.declaredType(), content.detectedType(), content.name(), header.isAttachment(),
            size, content.name().flatMap(contentTypes::ofName), reading, inspected.facts(), inspected.members()));
        recordFields(header);
    }

    /** Fields of the top part are told apart from those below it. */
    private void recordFields(EntityHeader header) {
        int number = parts.size();
        if (number > 1) {
            header.fields().forEach(field -> fields.add(new PartField(number, field.name(), field.value())));
        }
    }
}
