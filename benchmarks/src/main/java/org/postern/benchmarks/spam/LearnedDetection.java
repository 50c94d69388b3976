// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.spam.learn.Classification;
import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;
import org.postern.analysis.spam.learn.LearnedModel;
import org.postern.analysis.spam.learn.LearningPolicy;
import org.postern.analysis.spam.learn.ModelTrainer;

/**
 * How well messages are told apart once both engines have learned from the same others: Postern with the stock rules and its own behind
 * them, as the gateway runs, and SpamAssassin with its stock rules and Bayes. Kinds come in turns as in mail.
 */
final class LearnedDetection {
    static final Path OWN_RULES = Path.of("james-conf", "single", "spam");

    private final Peers peers;
    private final Path rules;
    private final Path site;
    private final MessageAnalyser analyser = new MessageAnalyser();

    LearnedDetection(Peers peers, Path rules, Path site) {
        this.peers = peers;
        this.rules = rules;
        this.site = site;
    }

    /**
     * Learns from so many messages that are not in the sample, and judges the sample.
     *
     * @return {@code fp} and {@code fn} of Postern, {@code spamd_fp} and {@code spamd_fn} of spamd with Bayes
     */
    Map<String, Object> run(SpamCorpus corpus, List<SpamCorpus.Message> sample, int count, PrintStream out)
        throws IOException, InterruptedException {
        List<SpamCorpus.Message> others = new ArrayList<>(corpus.messages());
        others.removeAll(sample);
        // As mail comes: nobody receives all his ham before all his spam.
        Collections.shuffle(others, new Random(count));
        List<SpamCorpus.Message> lessons = others.subList(0, Math.min(count, others.size()));
        Mistakes mistakes = judge(lessons, sample);
        out.printf("after learning from %d other messages: %s%n", lessons.size(), mistakes);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("lessons", lessons.size());
        mistakes.put("", figures);
        return figures;
    }

    /** Both engines learn the lessons in their order, and judge the sample. */
    Mistakes judge(List<SpamCorpus.Message> lessons, List<SpamCorpus.Message> sample) throws IOException, InterruptedException {
        int[] ours = ours(lessons, sample);
        int[] theirs = new int[2];
        try (PeerProcess spamd = peers.learnedSpamd(rules, site, lessons)) {
            for (SpamCorpus.Message message : sample) {
                count(theirs, message, peers.askSpamd(spamd, message.bytes()));
            }
        }
        return new Mistakes(ours[0], ours[1], theirs[0], theirs[1]);
    }

    /** False positives and false negatives of both. */
    record Mistakes(int fp, int fn, int spamdFp, int spamdFn) {
        Mistakes plus(Mistakes other) {
            return new Mistakes(fp + other.fp, fn + other.fn, spamdFp + other.spamdFp, spamdFn + other.spamdFn);
        }

        void put(String prefix, Map<String, Object> figures) {
            figures.put(prefix + "fp", fp);
            figures.put(prefix + "fn", fn);
            figures.put(prefix + "spamd_fp", spamdFp);
            figures.put(prefix + "spamd_fn", spamdFn);
        }

        @Override
        public String toString() {
            return "Postern " + fp + " false positives, " + fn + " false negatives; spamd with Bayes " + spamdFp + ", " + spamdFn;
        }
    }

    private int[] ours(List<SpamCorpus.Message> lessons, List<SpamCorpus.Message> sample) throws IOException {
        ModelTrainer trainer = new ModelTrainer();
        for (SpamCorpus.Message lesson : lessons) {
            trainer.teach(LearnerCrossValidation.features(analyser, lesson.bytes()), lesson.spam() ? Judgement.SPAM : Judgement.HAM,
                List.of(Layer.site()), List.of());
        }
        LearnedModel model = trainer.snapshot();
        OwnEngine engine = OwnEngine.compile(rules, OWN_RULES);
        int[] wrong = new int[2];
        for (SpamCorpus.Message message : sample) {
            Classification found = model.classify(LearnerCrossValidation.features(analyser, message.bytes()), List.of(),
                LearningPolicy.defaults());
            count(wrong, message, engine.judge(message.bytes(), Optional.of(found)));
        }
        return wrong;
    }

    private static void count(int[] wrong, SpamCorpus.Message message, Judged judged) {
        if (judged.isSpam() != message.spam()) {
            wrong[message.spam() ? 1 : 0]++;
        }
    }
}
