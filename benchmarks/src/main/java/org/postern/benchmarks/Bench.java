// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postern.benchmarks.fuzz.FuzzBenchmark;
import org.postern.benchmarks.gateway.GatewayBenchmark;
import org.postern.benchmarks.mime.MimeBenchmark;
import org.postern.benchmarks.rules.RulesBenchmark;
import org.postern.benchmarks.spam.SpamBenchmark;
import org.postern.benchmarks.spam.SpamFuzz;
import org.postern.benchmarks.virus.VirusBenchmark;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Entry of {@code ./bench}: finds the benchmark by name, runs it, and ends with one line of JSON.
 */
public final class Bench {
    private static final int USAGE_ERROR = 2;
    private static final int FUZZ_MINUTES = 2;

    private Bench() {
    }

    public static void main(String[] args) throws Exception {
        System.exit(run(args, new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, "UTF-8")));
    }

    static int run(String[] args, PrintStream out) throws Exception {
        List<String> words = new ArrayList<>(Arrays.asList(args));
        boolean quick = words.remove("--quick");
        Optional<Path> corpus = corpus(words);
        List<Benchmark> benchmarks = List.of(new FuzzBenchmark(minutes(words)), new GatewayBenchmark(), new MimeBenchmark(),
            new SpamBenchmark(corpus), new SpamFuzz(corpus), new VirusBenchmark(), new RulesBenchmark());
        if (words.equals(List.of("--list"))) {
            benchmarks.forEach(each -> out.printf("%-12s %s%n", each.name(), each.description()));
            return 0;
        }
        if (words.isEmpty() || words.equals(List.of("--help")) || words.equals(List.of("-h"))) {
            out.println("Usage: ./bench NAME [--quick] [--corpus DIR]   measures one thing; the last line is a JSON object");
            out.println("       ./bench fuzz --minutes N                fuzzes the readers for that long");
            out.println("       ./bench --list                          names and what they measure");
            return words.isEmpty() ? USAGE_ERROR : 0;
        }
        for (Benchmark each : benchmarks) {
            if (words.equals(List.of(each.name()))) {
                Map<String, Object> figures = each.run(quick, out);
                out.println(new ObjectMapper().writeValueAsString(figures));
                return 0;
            }
        }
        out.println("unknown benchmark or option: " + String.join(" ", words) + "; see ./bench --list");
        return USAGE_ERROR;
    }

    /** Takes {@code --corpus DIR} out of the words. */
    private static Optional<Path> corpus(List<String> words) {
        int option = words.indexOf("--corpus");
        if (option < 0 || option + 1 >= words.size()) {
            return Optional.empty();
        }
        words.remove(option);
        return Optional.of(Path.of(words.remove(option)));
    }

    /** Takes the option out of the words of {@code fuzz}; elsewhere it stays, and is told to be unknown. */
    private static int minutes(List<String> words) {
        boolean given = words.size() == 3 && words.get(0).equals("fuzz") && words.get(1).equals("--minutes")
            && words.get(2).matches("[1-9][0-9]{0,4}");
        if (!given) {
            return FUZZ_MINUTES;
        }
        words.remove(1);
        return Integer.parseInt(words.remove(1));
    }
}
