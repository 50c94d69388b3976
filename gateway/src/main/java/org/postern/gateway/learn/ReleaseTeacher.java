// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.io.IOException;
import java.util.List;

import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;
import org.postern.gateway.config.LearningConfiguration;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns that a message is ham when somebody releases it from the spam quarantine. A recipient's own release counts as far as users'
 * judgements reach, an administrator's for everybody.
 */
public final class ReleaseTeacher implements QuarantineObserver {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReleaseTeacher.class);

    private final Learning learning;
    private final LearningConfiguration configuration;

    public ReleaseTeacher(Learning learning, LearningConfiguration configuration) {
        this.learning = learning;
        this.configuration = configuration;
    }

    @Override
    public void quarantined(QuarantineItem item, MessageSource content) {
        // That the filter held a message back is its own opinion and teaches nothing.
    }

    @Override
    public void settled(QuarantineItem item) {
        // Learned before, while the message could still be read.
    }

    @Override
    public void releasing(QuarantineItem item, String actor, MessageSource content) {
        if (!configuration.fromReleases() || item.kind() != QuarantineKind.SPAM) {
            return;
        }
        List<Layer> layers = LearningLayers.judgedBy(actor, item.recipient(), configuration.userReach());
        if (layers.isEmpty()) {
            return;
        }
        try {
            learning.learn(content, Judgement.HAM, layers, LessonSource.RELEASE, actor);
        } catch (IOException e) {
            LOGGER.warn("The released message {} could not be read to learn from it: {}", item.id(), e.toString());
        }
    }
}
