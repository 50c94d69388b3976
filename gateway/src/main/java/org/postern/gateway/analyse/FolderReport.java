// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.analyse;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.spam.MatchedText;
import org.postern.analysis.spam.SpamEngine;

/** Goes through the messages of a folder and tells one line of each, then what became of all. */
final class FolderReport {
    private static final int SHOWN_RULES = 4;
    private static final int PROGRESS_EVERY = 25;

    private final SpamEngine engine;
    private final double threshold;
    private final PrintStream out;
    private final PrintStream progress;
    private final List<Long> micros = new ArrayList<>();
    private int spam;
    private int unsettled;
    private int unreadable;

    FolderReport(SpamEngine engine, double threshold, PrintStream out, PrintStream progress) {
        this.engine = engine;
        this.threshold = threshold;
        this.out = out;
        this.progress = progress;
    }

    /** Number of files that could not be read. */
    int print(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.walk(folder)) {
            files = entries.filter(Files::isRegularFile).filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
        }
        out.printf(Locale.ROOT, "%7s  %-8s %7s  %-52s %s%n", "score", "", "ms", "rules with most points", "message");
        for (int i = 0; i < files.size(); i++) {
            message(files.get(i), folder);
            if ((i + 1) % PROGRESS_EVERY == 0 || i + 1 == files.size()) {
                progress.printf("\r%d of %d messages", i + 1, files.size());
            }
        }
        progress.println();
        summary(files.size());
        return unreadable;
    }

    private void message(Path file, Path folder) {
        String name = MatchedText.shown(folder.relativize(file).toString());
        try {
            AnalysedMessage message = AnalysedMessage.of(file, engine);
            boolean isSpam = message.score() >= threshold;
            spam += isSpam ? 1 : 0;
            unsettled += message.outcome().unknown().isEmpty() ? 0 : 1;
            micros.add(message.micros());
            String rules = message.outcome().analysis().hits().stream().limit(SHOWN_RULES).map(SpamHit::rule)
                .collect(Collectors.joining(","));
            out.printf(Locale.ROOT, "%7.1f  %-8s %7.1f  %-52s %s%n", message.score(), isSpam ? "spam" : "", message.micros() / 1000.0,
                rules.length() > 52 ? rules.substring(0, 49) + "..." : rules, name);
        } catch (IOException e) {
            unreadable++;
            out.printf("%7s  %-8s %7s  %-52s %s%n", "", "unread", "", e.getClass().getSimpleName(), name);
        }
    }

    private void summary(int files) {
        Collections.sort(micros);
        out.printf(Locale.ROOT, "%n%d messages, %d spam at %.1f, %d with a rule that gave no answer, %d not readable%n", files, spam,
            threshold, unsettled, unreadable);
        if (!micros.isEmpty()) {
            out.printf(Locale.ROOT, "time per message: median %.1f ms, 95 of 100 within %.1f ms, most %.1f ms%n",
                micros.get(micros.size() / 2) / 1000.0, micros.get(micros.size() * 95 / 100) / 1000.0,
                micros.get(micros.size() - 1) / 1000.0);
        }
    }
}
