// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.util.ArrayList;
import java.util.List;

/** All looking into the parts of one message: one budget for them, and what they gave away beside facts. */
final class Inspections {
    private final List<PartInspector> inspectors;
    private final ContentTypes contentTypes;
    private final InspectionLimits limits;
    private final TextCollector texts;
    private final AnomalyLog anomalies;
    private final InspectionBudget budget;
    private final List<RevealedContent> revealed = new ArrayList<>();
    private long revealedBytes;

    Inspections(List<PartInspector> inspectors, ContentTypes contentTypes, InspectionLimits limits, TextCollector texts,
                AnomalyLog anomalies, RoomForContent room) {
        this.inspectors = inspectors;
        this.contentTypes = contentTypes;
        this.limits = limits;
        this.texts = texts;
        this.anomalies = anomalies;
        this.budget = new InspectionBudget(limits, room, System.nanoTime());
    }

    /** Bytes of each part that are worth keeping. */
    int keep() {
        return inspectors.isEmpty() ? 0 : limits.partBytes();
    }

    /** Bytes of one part that are looked at at most. */
    int partBytes() {
        return limits.partBytes();
    }

    InspectedContent inspect(PartContent content) {
        PartInspection inspection = new PartInspection(this, content);
        if (content.bytes().length > 0 && !inspectors.isEmpty()) {
            inspection.run();
        }
        return inspection.result();
    }

    void reveal(String origin, byte[] content) {
        if (revealedBytes + content.length > limits.revealedBytes()) {
            anomalies.bound("revealedBytes", limits.revealedBytes());
            return;
        }
        revealedBytes += content.length;
        revealed.add(new RevealedContent(origin, content));
    }

    List<RevealedContent> revealed() {
        return revealed;
    }

    List<PartInspector> inspectors() {
        return inspectors;
    }

    ContentTypes contentTypes() {
        return contentTypes;
    }

    InspectionBudget budget() {
        return budget;
    }

    TextCollector texts() {
        return texts;
    }

    AnomalyLog anomalies() {
        return anomalies;
    }
}
