// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges every message of a corpus that is not large, to find the one that holds the engine up longest. */
final class SlowestMessage {
    private static final int LARGE = 100 * 1024;
    private static final double LONG = 100;

    /**
     * What a message took.
     *
     * @param wall milliseconds as they passed, with what the collector and the rest of the machine took
     * @param cpu  milliseconds of CPU of the thread that judged it
     */
    private record Taken(Path file, double wall, double cpu) { }

    /** Runs it once on an engine that is warm, and answers the longest times. */
    Map<String, Object> run(SpamCorpus corpus, OwnEngine engine, PrintStream out) throws IOException {
        List<Taken> all = new ArrayList<>();
        for (SpamCorpus.Message message : corpus.messages()) {
            byte[] bytes = message.bytes();
            if (bytes.length < LARGE) {
                long cpu = cpu();
                long start = System.nanoTime();
                engine.judge(bytes);
                all.add(new Taken(message.file(), (System.nanoTime() - start) / 1e6, (cpu() - cpu) / 1e6));
            }
        }
        Taken slowest = all.stream().max(Comparator.comparingDouble(Taken::wall)).orElseThrow();
        double longestCpu = all.stream().mapToDouble(Taken::cpu).max().orElseThrow();
        long over = all.stream().filter(taken -> taken.wall() > LONG).count();
        out.printf("of %d messages under 100 KB the slowest took %.0f ms (CPU %.0f ms), the most CPU was %.0f ms; %d took over %.0f ms%n",
            all.size(), slowest.wall(), slowest.cpu(), longestCpu, over, LONG);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("slowest_under_100_kb_ms", Math.round(slowest.wall()));
        figures.put("slowest_under_100_kb_cpu_ms", Math.round(longestCpu));
        return figures;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
