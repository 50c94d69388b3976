// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.fuzz;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;

import org.postern.analysis.archive.ArchiveInspector;
import org.postern.analysis.archive.ExternalUnpacker;
import org.postern.analysis.document.DocumentInspectors;
import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;

/** Target for a fuzzer: any bytes are read as a message, without an exception, a fault of the parser itself, or much time. */
public final class MessageTarget {
    private static final long MOST_NANOS = Duration.ofSeconds(5).toNanos();
    private static final MessageAnalyser ANALYSER = new MessageAnalyser(Stream.concat(
        Stream.of(new ArchiveInspector(ExternalUnpacker.none())), DocumentInspectors.all().stream()).toList());

    private MessageTarget() {
    }

    /** Called by the fuzzer for each input. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        check(data);
    }

    static void check(byte[] message) throws IOException {
        long start = System.nanoTime();
        MessageView view = ANALYSER.analyse(MessageSource.of(message), AnalysisLimits.defaults());
        if (System.nanoTime() - start > MOST_NANOS) {
            throw new IllegalStateException("took " + (System.nanoTime() - start) / 1_000_000 + " ms");
        }
        for (Anomaly anomaly : view.anomalies()) {
            if (anomaly.kind().equals("inspection.failed") || anomaly.detail().startsWith("the parser failed")) {
                throw new IllegalStateException(anomaly.toString());
            }
        }
    }
}
