// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.time.Clock;

import javax.inject.Singleton;

import org.postern.gateway.config.LearningConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.learn.AutomaticTeacher;
import org.postern.gateway.learn.Learning;
import org.postern.gateway.learn.LearningUpkeep;
import org.postern.gateway.learn.LessonStore;
import org.postern.gateway.learn.MailClassifier;
import org.postern.gateway.learn.ReleaseTeacher;
import org.postern.gateway.quarantine.QuarantineObserver;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.ProvidesIntoSet;

/** What is learned from people's judgements. */
class LearningModule extends AbstractModule {

    @Provides
    LearningConfiguration configuration(PosternConfiguration configuration) {
        return configuration.learning();
    }

    @Provides
    @Singleton
    Learning learning(LessonStore store, LearningConfiguration configuration, Clock clock) {
        return new Learning(store, configuration, clock);
    }

    /** Begins with the first filter, so that what was learned is there before mail comes. */
    @Provides
    @Singleton
    LearningUpkeep upkeep(Learning learning, LearningConfiguration configuration, Closing closing) {
        return closing.atStop(new LearningUpkeep(learning, configuration.enabled()));
    }

    @Provides
    @Singleton
    MailClassifier classifier(Learning learning, LearningConfiguration configuration, LearningUpkeep upkeep) {
        upkeep.begin();
        return new MailClassifier(learning, configuration);
    }

    @Provides
    @Singleton
    AutomaticTeacher automatic(Learning learning, LearningConfiguration configuration, Clock clock) {
        return new AutomaticTeacher(learning, configuration, clock);
    }

    @ProvidesIntoSet
    @Singleton
    QuarantineObserver releases(Learning learning, LearningConfiguration configuration) {
        return new ReleaseTeacher(learning, configuration);
    }
}
