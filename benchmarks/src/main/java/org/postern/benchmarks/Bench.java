// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.postern.benchmarks.gateway.GatewayBenchmark;
import org.postern.benchmarks.mime.MimeBenchmark;
import org.postern.benchmarks.virus.VirusBenchmark;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Entry of {@code ./bench}: finds the benchmark by name, runs it, and ends with one line of JSON.
 */
public final class Bench {
    private static final int USAGE_ERROR = 2;
    private static final List<Benchmark> BENCHMARKS = List.of(new GatewayBenchmark(), new MimeBenchmark(), new VirusBenchmark());

    private Bench() {
    }

    public static void main(String[] args) throws Exception {
        System.exit(run(args, new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, "UTF-8")));
    }

    static int run(String[] args, PrintStream out) throws Exception {
        List<String> words = new ArrayList<>(Arrays.asList(args));
        boolean quick = words.remove("--quick");
        if (words.equals(List.of("--list"))) {
            BENCHMARKS.forEach(each -> out.printf("%-12s %s%n", each.name(), each.description()));
            return 0;
        }
        if (words.isEmpty() || words.equals(List.of("--help")) || words.equals(List.of("-h"))) {
            out.println("Usage: ./bench NAME [--quick]    measures one thing; the last line is a JSON object");
            out.println("       ./bench --list            names and what they measure");
            return words.isEmpty() ? USAGE_ERROR : 0;
        }
        for (Benchmark each : BENCHMARKS) {
            if (words.equals(List.of(each.name()))) {
                Map<String, Object> figures = each.run(quick, out);
                out.println(new ObjectMapper().writeValueAsString(figures));
                return 0;
            }
        }
        out.println("unknown benchmark or option: " + String.join(" ", words) + "; see ./bench --list");
        return USAGE_ERROR;
    }
}
