// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one place where models change. A lesson is a sum of whole numbers, so lessons may be added and taken away in any order, on any
 * node, and all copies agree. Not for use by several threads at once.
 */
public final class ModelTrainer {
    private final TokenCounts counts = new TokenCounts();
    private final Committee committee = new Committee();
    private final Rehearsed rehearsed = new Rehearsed();
    private final Map<Layer, LearnedModel.Trained> trained = new HashMap<>();
    private int lessons;

    /**
     * Teaches a message.
     *
     * @param layers for whose mail it counts, at least one
     * @param asked  the layers that are asked for mail of this kind; what they know already is not learned once more
     * @return what was taught, to be stored
     */
    public Lesson teach(MessageFeatures features, Judgement judgement, List<Layer> layers, Collection<Layer> asked) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a lesson must count for somebody");
        }
        long[] tokens = features.tokens().hashes();
        Set<Layer> heard = new LinkedHashSet<>(asked);
        heard.add(Layer.site());
        heard.addAll(layers);
        Lesson lesson = new Lesson(judgement, layers, tokens, features.views(),
            committee.steps(Committee.features(tokens), features.views(), heard, judgement, lessons));
        add(lesson);
        return lesson;
    }

    /** Adds a lesson that was taught here or elsewhere. */
    public void add(Lesson lesson) {
        apply(lesson, 1);
        if (lesson.layers().contains(Layer.site())) {
            rehearsed.add(lesson);
        }
    }

    /** Takes away a lesson that was added before; afterwards the models are as if it never had been. */
    public void remove(Lesson lesson) {
        apply(lesson, -1);
        if (lesson.layers().contains(Layer.site())) {
            rehearsed.remove(lesson);
        }
    }

    /** A copy that stays as it is. Costs about 28 MB of copying and more with many tokens. */
    public LearnedModel snapshot() {
        return new LearnedModel(counts.copy(), committee.copy(rehearsed), trained);
    }

    private void apply(Lesson lesson, int sign) {
        lessons += sign;
        committee.move(Committee.features(lesson.tokens()), lesson, sign);
        for (Layer layer : lesson.layers()) {
            LearnedModel.Trained sum = trained.getOrDefault(layer, new LearnedModel.Trained(0, 0)).plus(lesson.judgement(), sign);
            if (sum.ham() == 0 && sum.spam() == 0) {
                trained.remove(layer);
            } else {
                trained.put(layer, sum);
            }
            if (LearnedModel.isCounted(layer)) {
                long salt = layer.salt();
                for (long token : lesson.tokens()) {
                    counts.add(token, salt, lesson.judgement(), sign);
                }
            }
        }
    }
}
