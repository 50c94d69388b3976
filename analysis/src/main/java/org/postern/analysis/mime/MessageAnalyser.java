// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.tolerant.OtherReadings;
import org.postern.analysis.mime.tolerant.TolerantLimits;

/**
 * Reads a message, within bounds, into the view that all checks share: the standard reading, and beside it what other programs would
 * show. One instance serves all threads.
 */
public final class MessageAnalyser {
    private final ContentTypes contentTypes = new ContentTypes();
    private final List<PartInspector> inspectors;

    private final boolean otherwise;

    /** Looks into the content of parts with these inspectors. */
    public MessageAnalyser(List<PartInspector> inspectors) {
        this(inspectors, true);
    }

    private MessageAnalyser(List<PartInspector> inspectors, boolean otherwise) {
        this.inspectors = List.copyOf(inspectors);
        this.otherwise = otherwise;
    }

    /** Shows what one program shows, and so lets what it misses pass: for measuring what the other readings cost. */
    public static MessageAnalyser ofStandardReadingAlone(List<PartInspector> inspectors) {
        return new MessageAnalyser(inspectors, false);
    }

    /** Looks at the form of messages alone, not into the content of their parts. */
    public MessageAnalyser() {
        this(List.of());
    }

    /**
     * Analyses a message. Broken or hostile content never throws: it is told by the view's anomalies.
     *
     * @throws IOException when the source itself cannot be read; nothing is known of the message then
     */
    public MessageView analyse(MessageSource message, AnalysisLimits limits) throws IOException {
        return analyse(message, limits, RoomForContent.always());
    }

    /**
     * As {@link #analyse(MessageSource, AnalysisLimits)}, and asks for room before what it unpacks grows large.
     *
     * @throws IOException when the source itself cannot be read; nothing is known of the message then
     */
    public MessageView analyse(MessageSource message, AnalysisLimits limits, RoomForContent room) throws IOException {
        InspectionLimits inner = limits.inspection();
        try (MessageBytes bytes = MessageBytes.read(message, inner.messageBytes())) {
            AnomalyLog anomalies = new AnomalyLog();
            TextCollector texts = new TextCollector(limits, anomalies);
            Inspections inspections = new Inspections(inspectors, contentTypes, inner, texts, anomalies, room);
            OtherReadings others = new OtherReadings(otherwise ? bytes.start() : new byte[0], new TolerantLimits(limits.parts(),
                limits.depth(), limits.headerFields(), limits.headerBytes(), inner.readings(), inner.partBytes()));
            PartCollector parts = new PartCollector(contentTypes, texts, inspections, anomalies, !others.isPlain(),
                limits.parameters());
            EntityWalk walk = new EntityWalk(limits, anomalies, parts, inspections.budget());
            RawRecorder raw = new RawRecorder(bytes.stream(), limits.rawBytes());
            walk.read(raw);
            raw.drain();
            if (!bytes.complete()) {
                anomalies.bound("messageBytes", inner.messageBytes());
            }
            readOtherwise(bytes.start(), limits, others, parts, anomalies, () -> inspections.budget().timeLeft().isZero());
            return new MessageView(raw.count(), walk.rawHeader(), raw.start(), walk.topFields(), parts.parts(), texts.parts(),
                texts.uris(), anomalies.all(), parts.fields(), inspections.revealed(), texts.hidden());
        }
    }

    private static void readOtherwise(byte[] message, AnalysisLimits limits, OtherReadings others, PartCollector parts,
                                      AnomalyLog anomalies, BooleanSupplier late) {
        if (!others.read(parts.digests(), parts::addReading, late)) {
            anomalies.bound("readings", limits.inspection().readings());
        }
        if (!others.isPlain()) {
            if (late.getAsBoolean()) {
                anomalies.bound("time", limits.inspection().time().toMillis());
            }
            new ParserViews(limits, parts.digests(), parts::addReading, late).read(message);
            parts.revealStandard();
        }
    }
}
