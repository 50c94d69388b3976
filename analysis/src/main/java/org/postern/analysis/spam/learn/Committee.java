// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.Collection;
import java.util.List;

/**
 * Four online logistic regressions, each with its own view of a message: single tokens, words with pairs, runs of octets of the text, and
 * of the message as it came. Each is trained by its own error, and each has a bounded say in the common answer, as the Bayesian model has
 * too: their mistakes are not the same, so the sum orders messages better than any of them and better than one regression over
 * everything, and none can be wrong alone however sure it is.
 */
final class Committee {
    private static final int TOKEN_BITS = 20;
    private static final double TOKEN_RATE = 20;
    private static final double WORD_RATE = 40;
    private static final double GRAM_RATE = 30;
    private static final double OCTET_RATE = 30;
    /** Log odds beyond some multiple of this count as sure. */
    private static final double SURE = 3;
    /** The Bayesian model's log odds grow so much faster than the others'. */
    private static final double BAYES_SCALE = 3;
    private static final double MEMBERS = 5;
    /** Lessons after which steps become shorter, so that the last lessons do not weigh more than the first. */
    private static final double SETTLING = 1500;

    private final WeightTable tokens;
    private final WeightTable words;
    private final WeightTable grams;
    private final WeightTable octets;
    private final Middles middles;

    Committee() {
        this(new WeightTable(TOKEN_BITS), new WeightTable(Views.BITS), new WeightTable(Views.BITS), new WeightTable(Views.BITS),
            Middles.NONE);
    }

    private Committee(WeightTable tokens, WeightTable words, WeightTable grams, WeightTable octets, Middles middles) {
        this.tokens = tokens;
        this.words = words;
        this.grams = grams;
        this.octets = octets;
        this.middles = middles;
    }

    /** A copy that judges by where lessons of both kinds stand now. */
    Committee copy(Rehearsed rehearsed) {
        List<Lesson> ham = rehearsed.ham();
        List<Lesson> spam = rehearsed.spam();
        List<Layer> site = List.of(Layer.site());
        return new Committee(tokens.copy(), words.copy(), grams.copy(), octets.copy(), new Middles(
            Middles.between(ham, spam, lesson -> logOdds(tokens, features(lesson.tokens()), site)),
            Middles.between(ham, spam, lesson -> logOdds(words, lesson.views().words(), site)),
            Middles.between(ham, spam, lesson -> logOdds(grams, lesson.views().grams(), site)),
            Middles.between(ham, spam, lesson -> logOdds(octets, lesson.views().octets(), site))));
    }

    /**
     * How sure all members together are, from -1 for ham to 1 for spam.
     *
     * @param bayesLogOdds what the Bayesian model says, 0 when it says nothing
     */
    double answer(int[] tokenFeatures, Views views, Collection<Layer> layers, double bayesLogOdds) {
        double sum = say(bayesLogOdds / BAYES_SCALE) + say(logOdds(tokens, tokenFeatures, layers) - middles.tokens())
            + say(logOdds(words, views.words(), layers) - middles.words())
            + say(logOdds(grams, views.grams(), layers) - middles.grams())
            + say(logOdds(octets, views.octets(), layers) - middles.octets());
        return sum / MEMBERS;
    }

    /**
     * The steps that a message should move the tables by.
     *
     * @param lessons how many have been learned before
     */
    Lesson.Steps steps(int[] tokenFeatures, Views views, Collection<Layer> layers, Judgement judgement, int lessons) {
        double pace = Math.sqrt(SETTLING / (SETTLING + Math.max(0, lessons)));
        return new Lesson.Steps(step(tokens, tokenFeatures, layers, judgement, pace * TOKEN_RATE),
            step(words, views.words(), layers, judgement, pace * WORD_RATE),
            step(grams, views.grams(), layers, judgement, pace * GRAM_RATE),
            step(octets, views.octets(), layers, judgement, pace * OCTET_RATE));
    }

    /** Moves the tables, forwards with sign 1 and back with sign -1. */
    void move(int[] tokenFeatures, Lesson lesson, int sign) {
        for (Layer layer : lesson.layers()) {
            long salt = layer.salt();
            tokens.add(tokenFeatures, salt, sign * lesson.steps().tokens());
            words.add(lesson.views().words(), salt, sign * lesson.steps().words());
            grams.add(lesson.views().grams(), salt, sign * lesson.steps().grams());
            octets.add(lesson.views().octets(), salt, sign * lesson.steps().octets());
        }
    }

    /** Token hashes as features. */
    static int[] features(long[] tokenHashes) {
        int[] features = new int[tokenHashes.length];
        for (int i = 0; i < features.length; i++) {
            features[i] = (int) Mix.spread(tokenHashes[i]);
        }
        return features;
    }

    private static double say(double logOdds) {
        return Math.tanh(logOdds / SURE);
    }

    private static double logOdds(WeightTable table, int[] features, Collection<Layer> layers) {
        double sum = 0;
        for (Layer layer : layers) {
            sum += table.logOdds(features, layer.salt());
        }
        return sum;
    }

    private static int step(WeightTable table, int[] features, Collection<Layer> layers, Judgement judgement, double rate) {
        double probability = 1 / (1 + Math.exp(-logOdds(table, features, layers)));
        return WeightTable.step(rate, (judgement == Judgement.SPAM ? 1 : 0) - probability, features.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Committee committee && tokens.equals(committee.tokens) && words.equals(committee.words)
            && grams.equals(committee.grams) && octets.equals(committee.octets) && middles.equals(committee.middles);
    }

    @Override
    public int hashCode() {
        return List.of(tokens, words, grams, octets, middles).hashCode();
    }
}
