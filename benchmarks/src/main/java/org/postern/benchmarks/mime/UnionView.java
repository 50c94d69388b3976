// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;

import org.postern.analysis.archive.ArchiveInspector;
import org.postern.analysis.archive.ExternalUnpacker;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.mime.PartInspector;
import org.postern.integration.variants.Variant;

/** What Postern shows of a message to its rules and to the virus engines. */
final class UnionView {

    /**
     * Answer for one message.
     *
     * @param shown     whether a content, or for a text the text that spam rules see, holds what is wanted
     * @param engines   whether virus engines get to see it: in a content handed to them, or plainly in the message
     * @param ambiguous whether the message is said to be ambiguous
     */
    record Answer(boolean shown, boolean engines, boolean ambiguous) {
    }

    private final Function<List<PartInspector>, MessageAnalyser> reader;

    private UnionView(Function<List<PartInspector>, MessageAnalyser> reader) {
        this.reader = reader;
    }

    static UnionView ofAllReadings() {
        return new UnionView(MessageAnalyser::new);
    }

    /** What would be shown without the union: a comparison that misses nothing with this one could not tell a fault either. */
    static UnionView ofStandardReadingAlone() {
        return new UnionView(MessageAnalyser::ofStandardReadingAlone);
    }

    Answer look(Variant variant) throws IOException {
        String wanted = variant.wanted();
        AtomicBoolean inContent = new AtomicBoolean();
        PartInspector finder = (content, into) -> {
            if (new String(content.bytes(), StandardCharsets.ISO_8859_1).contains(wanted)) {
                inContent.set(true);
            }
        };
        MessageAnalyser analyser = reader.apply(List.of(finder, new ArchiveInspector(ExternalUnpacker.none())));
        MessageView view = analyser.analyse(MessageSource.of(variant.message()), AnalysisLimits.defaults());
        boolean text = Stream.concat(view.texts().stream(), view.hiddenTexts().stream())
            .anyMatch(each -> each.decoded().contains(wanted) || each.rendered().contains(wanted));
        boolean ambiguous = view.anomalies().stream().anyMatch(anomaly -> anomaly.kind().equals("mime.ambiguous"));
        boolean engines = view.revealed().isEmpty() ? inContent.get()
            : new String(variant.message(), StandardCharsets.ISO_8859_1).contains(wanted)
                || view.revealed().stream().anyMatch(each -> new String(each.bytes(), StandardCharsets.ISO_8859_1).contains(wanted));
        return new Answer(variant.virus() ? inContent.get() : text, engines, ambiguous);
    }
}
