// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything learned up to one moment, immutable, so that any number of threads classify with it while a {@link ModelTrainer} goes on.
 * Classifying looks only into memory.
 */
public final class LearnedModel {
    private static final int MOST_TOKENS = 150;
    private static final int TELLING = 10;
    private static final double HALF = 0.5;

    private final TokenCounts counts;
    private final Committee committee;
    private final Map<Layer, Trained> trained;

    /**
     * Messages learned.
     *
     * @param ham  as ham
     * @param spam as spam
     */
    public record Trained(int ham, int spam) {
        Trained plus(Judgement judgement, int messages) {
            return judgement == Judgement.HAM ? new Trained(ham + messages, spam) : new Trained(ham, spam + messages);
        }

        Trained plus(Trained other) {
            return new Trained(ham + other.ham, spam + other.spam);
        }
    }

    LearnedModel(TokenCounts counts, Committee committee, Map<Layer, Trained> trained) {
        this.counts = counts;
        this.committee = committee;
        this.trained = Map.copyOf(trained);
    }

    /** Nothing learned yet. */
    public static LearnedModel empty() {
        return new LearnedModel(new TokenCounts(), new Committee(), Map.of());
    }

    /** What was learned for each layer that anything was learned for. */
    public Map<Layer, Trained> trained() {
        return trained;
    }

    /** Distinct tokens that are counted. */
    public int tokens() {
        return counts.size();
    }

    /**
     * Classifies a message.
     *
     * @param layers for whose mail; the site's is added when it is missing, those that nothing was learned for cost nothing
     */
    public Classification classify(MessageFeatures features, Collection<Layer> layers, LearningPolicy policy) {
        List<Layer> known = known(layers);
        Trained sum = sum(known);
        if (!suffices(sum, policy)) {
            return new Classification(OptionalDouble.empty(), OptionalDouble.empty(), List.of(), sum.ham(), sum.spam());
        }
        List<Layer> counted = known.stream().filter(LearnedModel::isCounted).toList();
        List<Evidence> telling = telling(features.tokens(), counted);
        Optional<ChiSquared.Combined> bayes = bayes(telling, sum(counted));
        double answer = committee.answer(Committee.features(features.tokens().hashes()), features.views(), known,
            bayes.map(ChiSquared.Combined::logOdds).orElse(0.0));
        return new Classification(bayes.map(found -> OptionalDouble.of(found.probability())).orElseGet(OptionalDouble::empty),
            OptionalDouble.of((answer + 1) / 2), telling.stream().limit(TELLING).map(one -> one.named(features.tokens())).toList(),
            sum.ham(), sum.spam());
    }

    /** Whether enough was learned for these layers to classify at all; spares reading a message for a model that cannot answer. */
    public boolean canClassify(Collection<Layer> layers, LearningPolicy policy) {
        return suffices(sum(known(layers)), policy);
    }

    private static boolean suffices(Trained sum, LearningPolicy policy) {
        return sum.ham() >= policy.leastHam() && sum.spam() >= policy.leastSpam();
    }

    private static Optional<ChiSquared.Combined> bayes(List<Evidence> telling, Trained messages) {
        if (telling.isEmpty()) {
            return Optional.empty();
        }
        double[] probabilities = telling.stream().mapToDouble(Evidence::probability).toArray();
        return Optional.of(ChiSquared.combine(probabilities, messages.spam(), messages.ham()));
    }

    private record Evidence(int place, double probability, int ham, int spam) {
        double strength() {
            return Math.abs(probability - HALF);
        }

        Classification.TokenEvidence named(Tokens tokens) {
            return new Classification.TokenEvidence(tokens.text(place), probability, ham, spam);
        }
    }

    private List<Evidence> telling(Tokens tokens, List<Layer> layers) {
        Trained messages = sum(layers);
        if (messages.ham() == 0 || messages.spam() == 0) {
            return List.of();
        }
        long[] salts = layers.stream().mapToLong(Layer::salt).toArray();
        List<Evidence> telling = new ArrayList<>();
        for (int place = 0; place < tokens.count(); place++) {
            int ham = 0;
            int spam = 0;
            for (long salt : salts) {
                long count = counts.get(tokens.hash(place), salt);
                ham += TokenCounts.ham(count);
                spam += TokenCounts.spam(count);
            }
            if (ham + spam > 0) {
                double probability = ChiSquared.token(spam, ham, messages.spam(), messages.ham());
                if (ChiSquared.isTelling(probability)) {
                    telling.add(new Evidence(place, probability, ham, spam));
                }
            }
        }
        telling.sort(Comparator.comparingDouble(Evidence::strength).reversed());
        return telling.size() > MOST_TOKENS ? telling.subList(0, MOST_TOKENS) : telling;
    }

    /** Tokens of single users are not counted: there would be as many tables of words as users. */
    static boolean isCounted(Layer layer) {
        return layer.kind() != Layer.Kind.USER;
    }

    private List<Layer> known(Collection<Layer> layers) {
        List<Layer> known = new ArrayList<>();
        known.add(Layer.site());
        layers.stream().filter(layer -> trained.containsKey(layer) && !known.contains(layer)).forEach(known::add);
        return known;
    }

    private Trained sum(List<Layer> layers) {
        Trained sum = new Trained(0, 0);
        for (Layer layer : layers) {
            sum = sum.plus(trained.getOrDefault(layer, new Trained(0, 0)));
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LearnedModel model && trained.equals(model.trained) && counts.equals(model.counts)
            && committee.equals(model.committee);
    }

    @Override
    public int hashCode() {
        return Arrays.asList(trained, counts, committee).hashCode();
    }
}
