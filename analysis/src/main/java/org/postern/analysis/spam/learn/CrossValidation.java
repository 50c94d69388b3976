// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Tells what the models would say of mail they have not seen: each message is classified by models that were trained on the other
 * parts of the corpus. It is how the classifier's scores were chosen, and how an administrator sees what a corpus of his own is worth.
 *
 * @param messages messages of the corpus
 * @param bayes    the Bayesian model alone, threshold one half
 * @param combined all models together, threshold one half
 * @param outcomes what each message was given, in the order of the corpus
 */
public record CrossValidation(int messages, Ranking bayes, Ranking combined, List<Outcome> outcomes) {
    private static final double HALF = 0.5;

    public CrossValidation {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * One message of a corpus.
     *
     * @param truth    what it is
     * @param features what it is known by
     */
    public record Labelled(Judgement truth, MessageFeatures features) {
    }

    /**
     * What a message was given by models that had not seen it.
     *
     * @param truth    what it is
     * @param bayes    probability by the Bayesian model, one half when it had none
     * @param combined by all models together
     */
    public record Outcome(Judgement truth, double bayes, double combined) {
    }

    /**
     * Runs it; the same arguments give the same result.
     *
     * @param folds parts, at least 2
     * @param seed  of the order in which messages are learned and put into parts
     */
    public static CrossValidation of(List<Labelled> corpus, int folds, long seed) {
        if (folds < 2 || corpus.size() < folds) {
            throw new IllegalArgumentException("a corpus of " + corpus.size() + " messages has no " + folds + " parts");
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < corpus.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        Outcome[] outcomes = new Outcome[corpus.size()];
        // The parts share nothing, and each fills places of its own.
        IntStream.range(0, folds).parallel().forEach(fold -> {
            LearnedModel model = trained(corpus, order, fold, folds);
            for (int i = fold; i < order.size(); i += folds) {
                Labelled message = corpus.get(order.get(i));
                Classification found = model.classify(message.features(), List.of(), new LearningPolicy(1, 1));
                outcomes[order.get(i)] = new Outcome(message.truth(), found.bayes().orElse(HALF),
                    found.combined().orElse(HALF));
            }
        });
        return of(List.of(outcomes));
    }

    private static LearnedModel trained(List<Labelled> corpus, List<Integer> order, int fold, int folds) {
        ModelTrainer trainer = new ModelTrainer();
        for (int i = 0; i < order.size(); i++) {
            if (i % folds != fold) {
                Labelled message = corpus.get(order.get(i));
                trainer.teach(message.features(), message.truth(), List.of(Layer.site()), List.of());
            }
        }
        return trainer.snapshot();
    }

    private static CrossValidation of(List<Outcome> outcomes) {
        return new CrossValidation(outcomes.size(),
            Ranking.of(outcomes.stream().map(o -> new Ranking.Score(o.truth(), o.bayes())).toList(), HALF),
            Ranking.of(outcomes.stream().map(o -> new Ranking.Score(o.truth(), o.combined())).toList(), HALF), outcomes);
    }
}
