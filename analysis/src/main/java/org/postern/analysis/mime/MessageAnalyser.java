// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.IOException;
import java.util.List;

import org.postern.analysis.message.MessageSource;

/**
 * Reads a message once, within bounds, into the view that all checks share. One instance serves all threads.
 */
public final class MessageAnalyser {
    private final ContentTypes contentTypes = new ContentTypes();
    private final List<PartInspector> inspectors;

    /** Looks into the content of parts with these inspectors. */
    public MessageAnalyser(List<PartInspector> inspectors) {
        this.inspectors = List.copyOf(inspectors);
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
        try (RawRecorder raw = new RawRecorder(message.open(), limits.rawBytes())) {
            EntityWalk walk = new EntityWalk(limits, contentTypes, inspectors);
            walk.read(raw);
            raw.drain();
            return walk.view(raw.count(), raw.start());
        }
    }
}
