// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.spam.learn.CrossValidation;
import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.LearnableMessage;
import org.postern.analysis.spam.learn.MessageFeatures;
import org.postern.analysis.spam.learn.Ranking;

/**
 * Ten-fold cross-validation of the classifier on a corpus: every message is classified by models that never saw it. The order in which
 * messages are learned changes the result a little, so several orders are run and all of them are shown.
 */
public final class LearnerCrossValidation {
    private static final int FOLDS = 10;
    private static final byte[] MAILBOX_LINE = {'F', 'r', 'o', 'm', ' '};

    private final List<CrossValidation.Labelled> corpus = new ArrayList<>();
    private final MessageAnalyser analyser = new MessageAnalyser();

    /** Reads all files below a directory as messages of one kind. */
    public LearnerCrossValidation add(Path directory, Judgement truth) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        return add(files, truth);
    }

    /** Reads messages of one kind, in this order. */
    public LearnerCrossValidation add(List<Path> files, Judgement truth) throws IOException {
        try {
            corpus.addAll(files.parallelStream().map(file -> labelled(file, truth)).toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return this;
    }

    private CrossValidation.Labelled labelled(Path file, Judgement truth) {
        try {
            return new CrossValidation.Labelled(truth, features(analyser, Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a message is known by, the line left out that mailbox files put first. */
    static MessageFeatures features(MessageAnalyser analyser, byte[] file) throws IOException {
        return MessageFeatures.of(LearnableMessage.of(analyser.analyse(MessageSource.of(withoutMailboxLine(file)),
            AnalysisLimits.defaults())));
    }

    /**
     * Runs it.
     *
     * @param orders how many orders of learning, at least 1
     * @param out    for people
     * @return {@code auc_loss_percent}, the mean over the orders, and figures beside it
     */
    public Map<String, Object> run(int orders, PrintStream out) {
        List<CrossValidation> runs = new ArrayList<>();
        for (int order = 1; order <= orders; order++) {
            CrossValidation run = CrossValidation.of(corpus, FOLDS, order);
            runs.add(run);
            out.printf("order %d: all models 1-AUC %.4f %%, false positives %d, false negatives %d; Bayes alone %.4f %%, %d, %d%n", order,
                run.combined().aucLossPercent(), run.combined().falsePositives(), run.combined().falseNegatives(),
                run.bayes().aucLossPercent(), run.bayes().falsePositives(), run.bayes().falseNegatives());
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("messages", corpus.size());
        figures.put("auc_loss_percent", mean(runs.stream().map(CrossValidation::combined).toList()));
        figures.put("auc_loss_percent_bayes", mean(runs.stream().map(CrossValidation::bayes).toList()));
        figures.put("fp", runs.stream().mapToInt(run -> run.combined().falsePositives()).average().orElseThrow());
        figures.put("fn", runs.stream().mapToInt(run -> run.combined().falseNegatives()).average().orElseThrow());
        return figures;
    }

    private static double mean(List<Ranking> rankings) {
        return Math.round(1e5 * rankings.stream().mapToDouble(Ranking::aucLossPercent).average().orElseThrow()) / 1e5;
    }

    private static byte[] withoutMailboxLine(byte[] message) {
        if (!Arrays.equals(MAILBOX_LINE, 0, MAILBOX_LINE.length, message, 0, Math.min(MAILBOX_LINE.length, message.length))) {
            return message;
        }
        int end = 0;
        while (end < message.length && message[end] != '\n') {
            end++;
        }
        return Arrays.copyOfRange(message, Math.min(end + 1, message.length), message.length);
    }
}
