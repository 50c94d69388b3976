// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import org.apache.commons.configuration2.BaseConfiguration;
import org.junit.jupiter.api.Test;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.spam.learn.Classification;
import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;
import org.postern.analysis.spam.learn.LearnableMessage;
import org.postern.analysis.spam.learn.LearnedModel;
import org.postern.analysis.spam.learn.LearningPolicy;
import org.postern.analysis.spam.learn.MessageFeatures;
import org.postern.gateway.MutableClock;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.config.LearningConfiguration;
import org.postern.gateway.config.PosternConfiguration;

class LearningTest {
    private static final List<Layer> SITE = List.of(Layer.site());

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final SwitchableStore store = new SwitchableStore();
    private final Learning one = node();
    private final Learning other = node();

    private static final class SwitchableStore implements LessonStore {
        private final LessonStore kept = new InMemoryLessonStore();
        private boolean away;

        private LessonStore present() {
            if (away) {
                throw new StorageUnavailableException("away", new IOException("away"));
            }
            return kept;
        }

        @Override
        public void save(StoredLesson lesson) {
            present().save(lesson);
        }

        @Override
        public List<StoredLesson> find(String key) {
            return away && key.isEmpty() ? List.of() : kept.find(key);
        }

        @Override
        public Optional<StoredLesson> read(String key, UUID version) {
            return present().read(key, version);
        }

        @Override
        public void forget(StoredLesson lesson, Instant at) {
            present().forget(lesson, at);
        }

        @Override
        public void forEach(Consumer<StoredLesson> visitor) {
            present().forEach(visitor);
        }

        @Override
        public List<LessonChange> changesSince(Instant from, Instant now) {
            return present().changesSince(from, now);
        }

        @Override
        public LessonPage list(int size, Optional<String> cursor, Instant now) {
            return present().list(size, cursor, now);
        }
    }

    private Learning node(String... settings) {
        Learning learning = new Learning(store, configuration(settings), clock);
        learning.load();
        return learning;
    }

    private static LearningConfiguration configuration(String... settings) {
        BaseConfiguration configuration = new BaseConfiguration();
        for (String setting : settings) {
            configuration.setProperty(setting.split("=")[0], setting.split("=")[1]);
        }
        return PosternConfiguration.from(configuration).learning();
    }

    private static LearningOutcome.Result learn(Learning node, MessageSource message, Judgement judgement, List<Layer> layers)
        throws IOException {
        return node.learn(message, judgement, layers, LessonSource.REPORT, "joe").result();
    }

    private static void teachBoth(Learning node, int count, List<Layer> layers) throws IOException {
        for (int i = 0; i < count; i++) {
            assertThat(learn(node, SampleMail.spam(i), Judgement.SPAM, layers)).isEqualTo(LearningOutcome.Result.LEARNED);
            assertThat(learn(node, SampleMail.ham(i), Judgement.HAM, layers)).isEqualTo(LearningOutcome.Result.LEARNED);
        }
    }

    private static Classification classify(Learning node, MessageSource message, List<Layer> layers) throws IOException {
        MessageFeatures features = MessageFeatures.of(LearnableMessage.of(
            new MessageAnalyser().analyse(message, AnalysisLimits.defaults())));
        return node.model().orElseThrow().classify(features, layers, new LearningPolicy(5, 5));
    }

    private static LearnedModel published(Learning node) {
        node.follow();
        return node.model().orElseThrow();
    }

    @Test
    void whatOneNodeLearnsShouldCountOnTheOther() throws IOException {
        teachBoth(one, 10, SITE);
        assertThat(published(other)).isEqualTo(published(one));
        Classification spam = classify(other, SampleMail.spam(77), SITE);
        Classification ham = classify(other, SampleMail.ham(77), SITE);
        assertThat(spam.bayes().orElseThrow()).isGreaterThan(0.99);
        assertThat(spam.combined().orElseThrow()).isGreaterThan(0.9);
        assertThat(ham.bayes().orElseThrow()).isLessThan(0.01);
        assertThat(ham.combined().orElseThrow()).isLessThan(0.1);
        assertThat(spam.telling()).extracting(Classification.TokenEvidence::token).contains("lottery");
    }

    @Test
    void nodesThatTeachAtOnceShouldAgreeInTheEnd() throws IOException {
        for (int i = 0; i < 20; i++) {
            learn(i % 2 == 0 ? one : other, SampleMail.spam(i), Judgement.SPAM, SITE);
            learn(i % 2 == 0 ? other : one, SampleMail.ham(i), Judgement.HAM, SITE);
            if (i % 5 == 0) {
                other.follow();
            }
        }
        assertThat(published(other)).isEqualTo(published(one));
        assertThat(published(node())).isEqualTo(published(one));
    }

    @Test
    void theSameJudgementTwiceShouldCountOnce() throws IOException {
        learn(one, SampleMail.spam(1), Judgement.SPAM, SITE);
        other.follow();
        assertThat(learn(other, SampleMail.spam(1), Judgement.SPAM, SITE)).isEqualTo(LearningOutcome.Result.ALREADY_LEARNED);
        assertThat(published(other).trained()).containsEntry(Layer.site(), new LearnedModel.Trained(0, 1));
    }

    @Test
    void aLaterJudgementShouldReplaceTheEarlierOne() throws IOException {
        learn(one, SampleMail.spam(1), Judgement.HAM, SITE);
        other.follow();
        assertThat(learn(other, SampleMail.spam(1), Judgement.SPAM, SITE)).isEqualTo(LearningOutcome.Result.CHANGED);
        assertThat(published(one).trained()).isEqualTo(published(other).trained())
            .containsEntry(Layer.site(), new LearnedModel.Trained(0, 1));
        assertThat(published(one)).isEqualTo(published(other));
    }

    @Test
    void aMessageThatCameBackFromAMailboxShouldBeTheSameMessage() throws IOException {
        learn(one, SampleMail.spam(1), Judgement.SPAM, SITE);
        try (var in = SampleMail.spam(1).open()) {
            byte[] withMore = ("Return-Path: <x@example.com>\r\nDelivered-To: joe@example.org\r\nX-Postern-Id: 1\r\n"
                + new String(in.readAllBytes(), StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII);
            assertThat(learn(one, MessageSource.of(withMore), Judgement.SPAM, SITE)).isEqualTo(LearningOutcome.Result.ALREADY_LEARNED);
        }
    }

    @Test
    void forgettingShouldUndoALessonOnEveryNode() throws IOException {
        teachBoth(one, 5, SITE);
        LearnedModel before = published(other);
        LearningOutcome learned = one.learn(SampleMail.spam(50), Judgement.HAM, SITE, LessonSource.REPORT, "joe");
        assertThat(published(other)).isNotEqualTo(before);
        assertThat(other.forget(learned.note().orElseThrow().key())).isEqualTo(1);
        assertThat(other.forget(learned.note().orElseThrow().key())).isZero();
        assertThat(published(other)).isEqualTo(before);
        assertThat(published(one)).isEqualTo(before);
        assertThat(published(node())).isEqualTo(before);
    }

    @Test
    void newsThatComesAgainShouldNotBringForgottenLessonsBack() throws IOException {
        LearningOutcome learned = one.learn(SampleMail.spam(1), Judgement.SPAM, SITE, LessonSource.REPORT, "joe");
        one.forget(learned.note().orElseThrow().key());
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(30));
            assertThat(published(other).trained()).isEmpty();
            assertThat(published(one).trained()).isEmpty();
        }
    }

    @Test
    void aLessonThatCannotBeStoredShouldNotBeLearned() throws IOException {
        LearnedModel before = published(one);
        store.away = true;
        assertThatThrownBy(() -> learn(one, SampleMail.spam(1), Judgement.SPAM, SITE)).isInstanceOf(StorageUnavailableException.class);
        store.away = false;
        assertThat(published(one)).isEqualTo(before);
    }

    @Test
    void aNodeCutOffShouldGoOnAndCatchUpLater() throws IOException {
        learn(one, SampleMail.spam(1), Judgement.SPAM, SITE);
        other.follow();
        store.away = true;
        clock.advance(Duration.ofHours(3));
        assertThatThrownBy(other::follow).isInstanceOf(StorageUnavailableException.class);
        assertThat(other.model()).hasValueSatisfying(model -> assertThat(model.trained()).hasSize(1));
        store.away = false;
        learn(one, SampleMail.spam(2), Judgement.SPAM, SITE);
        clock.advance(Duration.ofHours(3));
        assertThat(published(other)).isEqualTo(published(one));
    }

    @Test
    void oldLessonsShouldBeForgotten() throws IOException {
        Learning node = node("learning.forget-after=30d");
        learn(node, SampleMail.spam(1), Judgement.SPAM, SITE);
        clock.advance(Duration.ofDays(20));
        learn(node, SampleMail.spam(2), Judgement.SPAM, SITE);
        clock.advance(Duration.ofDays(11));
        assertThat(node.forgetOld()).isEqualTo(1);
        assertThat(published(node).trained()).containsEntry(Layer.site(), new LearnedModel.Trained(0, 1));
        assertThat(node.list(10, Optional.empty()).notes()).hasSize(1);
    }

    @Test
    void ofTooManyLessonsTheOldestShouldBeForgotten() throws IOException {
        Learning node = node("learning.most-messages=100");
        for (int i = 0; i < 103; i++) {
            learn(node, SampleMail.spam(i), Judgement.SPAM, SITE);
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(node.forgetOld()).isEqualTo(3);
        assertThat(node.list(1000, Optional.empty()).notes()).hasSize(100)
            .noneMatch(note -> note.name().equals("<Winner0@example.com>"));
    }

    @Test
    void aUsersLessonsShouldReachAsFarAsIsSet() {
        assertThat(LearningLayers.taughtBy("Joe@Example.org", LearningConfiguration.Reach.USER))
            .containsExactly(Layer.user("joe@example.org"));
        assertThat(LearningLayers.taughtBy("joe@example.org", LearningConfiguration.Reach.DOMAIN))
            .containsExactly(Layer.user("joe@example.org"), Layer.domain("example.org"));
        assertThat(LearningLayers.taughtBy("joe@example.org", LearningConfiguration.Reach.SITE)).contains(Layer.site());
        assertThat(LearningLayers.taughtBy("joe", LearningConfiguration.Reach.DOMAIN)).isEmpty();
    }

    @Test
    void aJudgementShouldReachNoFurtherThanWhoeverMadeItLooksAfter() {
        LearningConfiguration.Reach reach = LearningConfiguration.Reach.USER;
        assertThat(LearningLayers.judgedBy("user joe@example.org", "joe@example.org", reach))
            .containsExactly(Layer.user("joe@example.org"));
        assertThat(LearningLayers.judgedBy("manager dora", "joe@Example.org", reach)).containsExactly(Layer.domain("example.org"));
        assertThat(LearningLayers.judgedBy("account admin", "joe@example.org", reach)).containsExactly(Layer.site());
    }

    @Test
    void aMessageShouldBeAskedOfTheLayersThatAllItsRecipientsShare() {
        assertThat(LearningLayers.asked(List.of("joe@example.org"))).containsExactly(Layer.site(), Layer.domain("example.org"),
            Layer.user("joe@example.org"));
        assertThat(LearningLayers.asked(List.of("joe@example.org", "ann@example.org")))
            .containsExactly(Layer.site(), Layer.domain("example.org"));
        assertThat(LearningLayers.asked(List.of("joe@example.org", "ann@example.net"))).containsExactly(Layer.site());
        assertThat(LearningLayers.asked(List.of())).containsExactly(Layer.site());
    }

    @Test
    void whatADomainLearnsShouldNotCountForOthers() throws IOException {
        teachBoth(one, 10, SITE);
        List<Layer> domain = List.of(Layer.domain("example.net"));
        one.follow();
        Classification before = classify(one, SampleMail.spam(99), SITE);
        for (int i = 20; i < 60; i++) {
            learn(one, SampleMail.spam(i), Judgement.HAM, domain);
        }
        one.follow();
        assertThat(classify(one, SampleMail.spam(99), SITE)).usingRecursiveComparison().isEqualTo(before);
        assertThat(classify(one, SampleMail.spam(99), domain).combined().orElseThrow())
            .isLessThan(before.combined().orElseThrow() - 0.3);
    }

    @Test
    void nothingShouldBeSaidBeforeEnoughWasLearned() throws IOException {
        teachBoth(one, 3, SITE);
        one.follow();
        Classification found = classify(one, SampleMail.spam(9), SITE);
        assertThat(found.bayes()).isEmpty();
        assertThat(found.combined()).isEmpty();
        assertThat(found.ham()).isEqualTo(3);
    }

    @Test
    void nothingShouldBeLearnedWhereLearningIsOff() throws IOException {
        Learning off = node("learning.enabled=false");
        assertThat(learn(off, SampleMail.spam(1), Judgement.SPAM, SITE)).isEqualTo(LearningOutcome.Result.NOT_READY);
        assertThat(off.model()).isEmpty();
    }
}
