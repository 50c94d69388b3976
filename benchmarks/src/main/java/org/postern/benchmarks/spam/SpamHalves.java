// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.postern.benchmarks.Benchmark;

/**
 * Judges the whole corpus beside a running spamd, each half after both learned from the other, so that mistakes are many enough to be
 * compared. It stands apart from {@link SpamBenchmark}, since spamd alone needs a quarter of an hour for it.
 */
public final class SpamHalves implements Benchmark {
    private static final Path RULES = Path.of("/usr/share/spamassassin");
    private static final Path SITE = Path.of("/etc/spamassassin");
    private static final int QUICK_MESSAGES = 400;
    private static final long ORDER = 1;

    private final Optional<Path> folder;

    /** With a folder that holds ham/ and spam/, or the public corpus. */
    public SpamHalves(Optional<Path> folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "spam-halves";
    }

    @Override
    public String description() {
        return "mistakes on each half of a corpus after learning from the other, beside a running spamd (--corpus DIR)";
    }

    @Override
    public Map<String, Object> run(boolean quick, PrintStream out) throws Exception {
        SpamCorpus corpus = SpamCorpus.of(folder);
        List<SpamCorpus.Message> messages = new ArrayList<>(quick ? corpus.sample(QUICK_MESSAGES, 0) : corpus.messages());
        Collections.shuffle(messages, new Random(ORDER));
        List<SpamCorpus.Message> first = messages.subList(0, messages.size() / 2);
        List<SpamCorpus.Message> second = messages.subList(messages.size() / 2, messages.size());
        LearnedDetection detection = new LearnedDetection(new Peers(Files.createTempDirectory("postern-bench-spam")), RULES, SITE);
        LearnedDetection.Mistakes one = detection.judge(second, first);
        out.println("the first half: " + one);
        LearnedDetection.Mistakes other = detection.judge(first, second);
        out.println("the second half: " + other);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("messages", messages.size());
        one.plus(other).put("", figures);
        return figures;
    }
}
