// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.HdrHistogram.Histogram;
import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.filter.FilterOutcome;

/** Reads every bomb in a process of 512 MB of heap, one by one and all together, while ordinary mail goes on in it. */
final class BombRun {
    private static final long MOST_MILLIS = 5_000;
    private static final int CALM_MILLIS = 5_000;
    private static final String HEAP = "-Xmx512m";

    private BombRun() {
    }

    /** Starts the process and takes its figures. */
    static void run(Map<String, Object> figures, PrintStream out) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), HEAP,
            "-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"), BombRun.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        figures.put("bombs_together_unanswered", Bombs.all().size());
        int bombs = 0;
        int late = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split("\t");
                if (words[0].equals("bomb")) {
                    bombs++;
                    boolean over = Long.parseLong(words[1]) > MOST_MILLIS || words[3].isEmpty();
                    late += over ? 1 : 0;
                    out.printf("  %6s ms  %-45s %s%s%n", words[1], words[2], words[3], over ? "  OVER" : "");
                } else if (words[0].equals("p99")) {
                    out.printf("  ordinary mail beside them: p99 %s ms, alone %s ms%n", words[1], words[2]);
                    figures.put("other_mail_p99_ratio", ratio(words[1], words[2]));
                } else {
                    out.printf("  all %s at the same time: %s without a verdict, done in %s ms, longest answer %s ms; ordinary mail p99 %s"
                        + " ms, alone %s ms%n", words[1], words[2], words[3], words[6], words[4], words[5]);
                    figures.put("bombs_together_longest_answer_ms", Long.parseLong(words[6]));
                    figures.put("bombs_together_unanswered", Integer.parseInt(words[2]));
                    figures.put("bombs_together_ms", Long.parseLong(words[3]));
                    figures.put("other_mail_p99_ratio_together", ratio(words[4], words[5]));
                }
            }
        }
        int status = child.waitFor();
        int expected = Bombs.all().size();
        figures.put("bombs", bombs);
        figures.put("bombs_over_5s", late + expected - bombs);
        if (status != 0 || bombs != expected) {
            out.printf("  the process ended with status %d after %d of %d bombs%n", status, bombs, expected);
        }
    }

    private static double ratio(String one, String other) {
        return Math.round(100.0 * Double.parseDouble(one) / Double.parseDouble(other)) / 100.0;
    }

    /** The process itself. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Path directory = Files.createTempDirectory("postern-bombs");
        try (ShippedFilter filter = new ShippedFilter()) {
            List<MessageSource> messages = new ArrayList<>();
            for (Bomb bomb : Bombs.all()) {
                messages.add(new MessageFile(Files.write(directory.resolve(messages.size() + ".eml"), bomb.message().get())));
            }
            OrdinaryMail.alone(filter, CALM_MILLIS);
            Histogram alone = OrdinaryMail.alone(filter, CALM_MILLIS);
            Histogram beside = new Histogram(3);
            for (int i = 0; i < messages.size(); i++) {
                OrdinaryMail other = OrdinaryMail.start(filter);
                long start = System.nanoTime();
                FilterOutcome outcome = filter.filter(messages.get(i));
                long millis = (System.nanoTime() - start) / 1_000_000;
                other.close();
                beside.add(other.times());
                out.println("bomb\t" + millis + "\t" + Bombs.all().get(i).name() + "\t" + verdict(outcome));
            }
            out.println("p99\t" + beside.getValueAtPercentile(99) / 1e6 + "\t" + alone.getValueAtPercentile(99) / 1e6);
            BombsTogether.run(filter, messages, out);
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        // Threads that failed must not keep the process: what is missing in its output tells.
        System.exit(0);
    }

    /** What becomes of the message and why; empty when nothing was decided. */
    private static String verdict(FilterOutcome outcome) {
        if (!(outcome instanceof FilterOutcome.Decided decided)) {
            return "";
        }
        return decided.verdict().dispositions().get(0).outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT) + ": "
            + decided.facts().anomalies().stream().map(Anomaly::kind).collect(Collectors.joining(" "));
    }
}
