// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.util.List;
import java.util.Optional;

import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.spam.learn.Classification;
import org.postern.analysis.spam.learn.Layer;
import org.postern.analysis.spam.learn.LearnableMessage;
import org.postern.analysis.spam.learn.LearningPolicy;
import org.postern.analysis.spam.learn.MessageFeatures;
import org.postern.gateway.config.LearningConfiguration;

/** Asks what was learned about a message while it is filtered; looks into memory only. */
public final class MailClassifier {
    private final Learning learning;
    private final LearningConfiguration configuration;

    public MailClassifier(Learning learning, LearningConfiguration configuration) {
        this.learning = learning;
        this.configuration = configuration;
    }

    /**
     * What was learned says of a message.
     *
     * @param classification what it says; empty when it says nothing, because too little was learned or learning is off
     * @param unknown        why it could not be asked although it should have been
     */
    public record Answer(Optional<Classification> classification, Optional<UnknownCheck> unknown) {
    }

    /** Classifies a message for these recipients. */
    public Answer classify(MessageView view, List<String> recipients) {
        if (!configuration.enabled()) {
            return new Answer(Optional.empty(), Optional.empty());
        }
        List<Layer> layers = LearningLayers.asked(recipients);
        LearningPolicy policy = new LearningPolicy(configuration.leastHam(), configuration.leastSpam());
        return learning.model()
            .map(model -> new Answer(Optional.of(model).filter(learned -> learned.canClassify(layers, policy))
                .map(learned -> learned.classify(MessageFeatures.of(LearnableMessage.of(view)), layers, policy)), Optional.empty()))
            .orElseGet(() -> new Answer(Optional.empty(),
                Optional.of(new UnknownCheck("spam.learned", "what was learned has not been read yet"))));
    }
}
