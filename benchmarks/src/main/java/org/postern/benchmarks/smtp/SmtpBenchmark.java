// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.smtp;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

import org.postern.benchmarks.Benchmark;

/** What SMTP policy costs, and what it is worth while the gateway is attacked. */
public final class SmtpBenchmark implements Benchmark {
    private final boolean decisionsOnly;

    /** @param decisionsOnly without the flood */
    public SmtpBenchmark(boolean decisionsOnly) {
        this.decisionsOnly = decisionsOnly;
    }

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public String description() {
        return "SMTP policy: decisions with a million greylist rows, and a good client's mail while 2,000 attackers connect";
    }

    @Override
    public Map<String, Object> run(boolean quick, PrintStream out) throws Exception {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("benchmark", name());
        figures.put("quick", quick);
        // First, because ./run builds what the second needs.
        if (!decisionsOnly) {
            figures.putAll(told(new FloodBenchmark().run(quick, out), out));
        }
        figures.putAll(told(new DecisionBenchmark(quick).run(out), out));
        return figures;
    }

    /** Told at once: what comes later can take minutes, or fail. */
    private static Map<String, Object> told(Map<String, Object> figures, PrintStream out) {
        figures.forEach((name, value) -> out.printf("%-34s %12s%n", name, value));
        out.println();
        return figures;
    }
}
