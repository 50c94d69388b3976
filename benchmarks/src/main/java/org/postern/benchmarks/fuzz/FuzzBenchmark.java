// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.benchmarks.Benchmark;

/** Runs the fuzz targets under Jazzer, each in a process of its own, starting from the seeds that are under version control. */
public final class FuzzBenchmark implements Benchmark {
    private static final Path SEEDS = Path.of("analysis", "src", "test", "resources", "org", "postern", "analysis", "fuzz");
    private static final Path ANSWERS = Path.of("gateway", "src", "test", "resources", "org", "postern", "gateway", "scan");
    private static final Path FOUND = Path.of("data", "fuzz");
    private static final Pattern RUNS = Pattern.compile("Done (\\d+) runs|stat::number_of_executed_units: (\\d+)");
    private static final Set<String> ASKING = Set.of("icap", "clamd");
    private static final int SECONDS = 60;

    private final int minutes;

    /** Fuzzes for this many minutes, all targets together. */
    public FuzzBenchmark(int minutes) {
        this.minutes = minutes;
    }

    @Override
    public String name() {
        return "fuzz";
    }

    @Override
    public String description() {
        return "the parsers under a coverage-guided fuzzer; --minutes N, 2 by default";
    }

    @Override
    public Map<String, Object> run(boolean quick, PrintStream out) throws Exception {
        Map<String, Object> figures = new LinkedHashMap<>();
        Map<String, Class<?>> targets = Map.of("message", MessageTarget.class, "archive", ArchiveTarget.class,
            "document", DocumentTarget.class, "html", HtmlTarget.class, "header", HeaderTarget.class, "icap", IcapTarget.class,
            "clamd", ClamdTarget.class);
        int seconds = Math.max(10, minutes * SECONDS / targets.size());
        long runs = 0;
        int crashes = 0;
        for (Map.Entry<String, Class<?>> target : targets.entrySet()) {
            Path found = FOUND.resolve(target.getKey());
            Files.createDirectories(found);
            long before = runs;
            Process jazzer = new ProcessBuilder(command(target.getKey(), target.getValue(), found, seconds))
                .redirectErrorStream(true).start();
            int distinct = 0;
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(jazzer.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("== Java Exception") || line.contains("ERROR: libFuzzer")) {
                        distinct++;
                        out.println("  " + line + " " + lines.readLine());
                    }
                    Matcher count = RUNS.matcher(line);
                    if (count.find() && runs == before) {
                        runs += Long.parseLong(count.group(1) == null ? count.group(2) : count.group(1));
                    }
                }
            }
            int status = jazzer.waitFor();
            if (runs == before && distinct == 0) {
                throw new IOException("Jazzer did not run, status " + status);
            }
            crashes += distinct;
            out.printf("  %-8s %d inputs in %d s, %d failures%n", target.getKey(), runs - before, seconds, distinct);
        }
        figures.put("fuzz_minutes", minutes);
        figures.put("fuzz_inputs", runs);
        figures.put("fuzz_failures", crashes);
        return figures;
    }

    private static List<String> command(String name, Class<?> target, Path found, int seconds) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
            "-cp", System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer", "--target_class=" + target.getName(),
            "--instrumentation_includes=org.postern.**", "--keep_going=10", "--reproducer_path=" + found, "-max_total_time=" + seconds,
            "-print_final_stats=1", "-timeout=10", "-max_len=65536", "-artifact_prefix=" + found + "/"));
        if (ASKING.contains(name)) {
            // These are meant to connect; a parser that does is a finding.
            command.add("--disabled_hooks=com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery");
        }
        command.addAll(List.of(found.toString(), seeds(name).toString()));
        return command;
    }

    private static Path seeds(String target) {
        return Files.isDirectory(SEEDS.resolve(target)) ? SEEDS.resolve(target) : ANSWERS.resolve(target).resolve("fuzz");
    }
}
