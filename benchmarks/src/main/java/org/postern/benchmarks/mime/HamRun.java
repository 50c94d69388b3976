// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

import org.postern.analysis.archive.ArchiveInspector;
import org.postern.analysis.archive.ExternalUnpacker;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.PartInspector;

/** Counts ordinary mail that is wrongly told ambiguous, and what the union costs on it beside the standard reading alone. */
final class HamRun {
    private static final double NANOS = 1e9;
    private static final double PERCENT = 100.0;

    private final List<byte[]> ham;
    private final int rounds;
    private final List<PartInspector> inspectors = List.of(new ArchiveInspector(ExternalUnpacker.none()));
    private final MessageAnalyser union = new MessageAnalyser(inspectors);
    private final MessageAnalyser one = MessageAnalyser.ofStandardReadingAlone(inspectors);

    HamRun(List<byte[]> ham, int rounds) {
        this.ham = ham;
        this.rounds = rounds;
    }

    void run(Map<String, Object> figures, PrintStream out) throws IOException {
        int ambiguous = 0;
        for (byte[] message : ham) {
            if (union.analyse(MessageSource.of(message), AnalysisLimits.defaults()).anomalies().stream()
                .anyMatch(anomaly -> anomaly.kind().equals("mime.ambiguous"))) {
                ambiguous++;
            }
        }
        double unionTime = Double.MAX_VALUE;
        double oneTime = Double.MAX_VALUE;
        for (int round = 0; round <= rounds; round++) {
            double first = cpuSeconds(one);
            double second = cpuSeconds(union);
            if (round > 0) {
                oneTime = Math.min(oneTime, first);
                unionTime = Math.min(unionTime, second);
            }
        }
        double ratio = unionTime / oneTime;
        out.printf("  %d ham messages: %d ambiguous; CPU of one thread: one reading %.0f/s, union %.0f/s, ratio %.2f (best of %d rounds)%n",
            ham.size(), ambiguous, ham.size() / oneTime, ham.size() / unionTime, ratio, rounds);
        figures.put("ham_messages", ham.size());
        figures.put("ambiguous_ham_percent", Math.round(PERCENT * PERCENT * ambiguous / ham.size()) / PERCENT);
        figures.put("union_cost_ratio", Math.round(ratio * PERCENT) / PERCENT);
        figures.put("union_messages_per_cpu_second", Math.round(ham.size() / unionTime));
    }

    private double cpuSeconds(MessageAnalyser analyser) throws IOException {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (byte[] message : ham) {
            analyser.analyse(MessageSource.of(message), AnalysisLimits.defaults());
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / NANOS;
    }
}
