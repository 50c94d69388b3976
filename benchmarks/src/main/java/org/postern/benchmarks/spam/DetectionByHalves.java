// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.spam.learn.Classification;
import org.postern.analysis.spam.learn.CrossValidation;
import org.postern.analysis.spam.learn.Judgement;

/**
 * Judges the whole corpus, each half after learning from the other, so that mistakes are many enough to be compared: with Postern's rules
 * for all models behind the stock rules, and with the stock rules and their points for Bayes alone, which is what SpamAssassin does. Both
 * run on Postern's engine, whose agreement with SpamAssassin is measured elsewhere: SpamAssassin itself would take hours.
 */
final class DetectionByHalves {
    private static final long ORDER = 1;

    private final MessageAnalyser analyser = new MessageAnalyser();

    /** Runs it and answers the mistakes of both. */
    Map<String, Object> run(SpamCorpus corpus, Path rules, Path ownRules, PrintStream out) throws IOException {
        List<CrossValidation.Labelled> labelled = new ArrayList<>();
        for (SpamCorpus.Message message : corpus.messages()) {
            labelled.add(new CrossValidation.Labelled(message.spam() ? Judgement.SPAM : Judgement.HAM,
                LearnerCrossValidation.features(analyser, message.bytes())));
        }
        List<CrossValidation.Outcome> outcomes = CrossValidation.of(labelled, 2, ORDER).outcomes();
        int[] allModels = wrong(OwnEngine.compile(rules, ownRules), corpus, outcomes);
        int[] bayes = wrong(OwnEngine.compile(rules), corpus, outcomes);
        out.printf("each half of %d messages after learning from the other: all models %d false positives, %d false negatives; "
            + "stock rules with Bayes %d, %d%n", corpus.messages().size(), allModels[0], allModels[1], bayes[0], bayes[1]);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("halves_fp", allModels[0]);
        figures.put("halves_fn", allModels[1]);
        figures.put("halves_bayes_fp", bayes[0]);
        figures.put("halves_bayes_fn", bayes[1]);
        return figures;
    }

    private static int[] wrong(OwnEngine engine, SpamCorpus corpus, List<CrossValidation.Outcome> outcomes) throws IOException {
        int[] wrong = new int[2];
        for (int i = 0; i < outcomes.size(); i++) {
            SpamCorpus.Message message = corpus.messages().get(i);
            CrossValidation.Outcome outcome = outcomes.get(i);
            Classification found = new Classification(OptionalDouble.of(outcome.bayes()), OptionalDouble.of(outcome.combined()), List.of(),
                0, 0);
            if (engine.judge(message.bytes(), Optional.of(found)).isSpam() != message.spam()) {
                wrong[message.spam() ? 1 : 0]++;
            }
        }
        return wrong;
    }
}
