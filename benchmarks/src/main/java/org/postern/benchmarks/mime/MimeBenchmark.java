// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.postern.benchmarks.Benchmark;

/** Measures what hides from the view of a message, what that view costs, and what hostile mail can make it cost. */
public final class MimeBenchmark implements Benchmark {
    private static final int VARIANTS = 5_000;
    private static final int QUICK_VARIANTS = 2_000;
    private static final long SEED = 20_260_101;

    @Override
    public String name() {
        return "mime";
    }

    @Override
    public String description() {
        return "ambiguous messages, wrong alarms on ordinary mail, the cost of the union, and bombs";
    }

    @Override
    public Map<String, Object> run(boolean quick, PrintStream out) throws Exception {
        Map<String, Object> figures = new LinkedHashMap<>();
        out.println("Ambiguous messages");
        new VariantRun(SEED, quick ? QUICK_VARIANTS : VARIANTS).run(figures, out);
        out.println("Ordinary mail");
        List<byte[]> ham = new HamCorpus(Path.of("data", "corpora")).messages();
        new HamRun(ham, quick ? 2 : 5).run(figures, out);
        out.println("Bombs, in 512 MB of heap");
        BombRun.run(figures, out);
        return figures;
    }
}
