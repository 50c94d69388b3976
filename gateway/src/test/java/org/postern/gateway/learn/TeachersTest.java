// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.apache.commons.configuration2.BaseConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;
import org.postern.gateway.config.LearningConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.quarantine.InMemoryQuarantineStore;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.request.FilterRequest;

class TeachersTest {
    private static final String MESSAGE_ID = "01HQXW5P7R8ZJ4M2N6K9T3V001";

    private final Clock clock = Clock.systemUTC();
    private final InMemoryQuarantineStore quarantineStore = new InMemoryQuarantineStore(clock);
    private final Learning learning = new Learning(new InMemoryLessonStore(), configuration(Map.of()), clock);

    private static LearningConfiguration configuration(Map<String, String> settings) {
        BaseConfiguration configuration = new BaseConfiguration();
        settings.forEach(configuration::setProperty);
        return PosternConfiguration.from(configuration).learning();
    }

    @BeforeEach
    void load() {
        learning.load();
    }

    private Quarantine quarantine(Map<String, String> settings) {
        return new Quarantine(quarantineStore, (id, sender, recipient, content) -> assertThat(recipient).isNotEmpty(),
            (id, type, recipient, details) -> assertThat(id).isNotEmpty(), PosternConfiguration.defaults().quarantine(), clock,
            Set.of(new ReleaseTeacher(learning, configuration(settings))));
    }

    private ItemId quarantined(QuarantineKind kind) {
        ItemId id = ItemId.of(MESSAGE_ID, "joe@example.org");
        quarantineStore.store(SampleMail.spam(1), List.of(new QuarantineItem(id, kind, ItemStatus.PENDING, Direction.INCOMING,
            clock.instant(), clock.instant().plus(Duration.ofDays(7)), "a@example.com", "joe@example.org", "s", "f", "192.0.2.1", 10, 6,
            List.of("spam"), "score 6")));
        return id;
    }

    private List<LessonNote> lessons() {
        return learning.list(10, Optional.empty()).notes();
    }

    @Test
    void anAdministratorsReleaseShouldTeachHamForEverybody() {
        quarantine(Map.of()).release(quarantined(QuarantineKind.SPAM), "admin");
        assertThat(lessons()).hasSize(1).first().satisfies(note -> {
            assertThat(note.judgement()).isEqualTo(Judgement.HAM);
            assertThat(note.layers()).containsExactly(Layer.site());
            assertThat(note.source()).isEqualTo(LessonSource.RELEASE);
        });
    }

    @Test
    void aUsersReleaseShouldTeachAsFarAsUsersReach() {
        quarantine(Map.of()).settleElsewhere(quarantined(QuarantineKind.SPAM), "user joe@example.org", "INBOX");
        assertThat(lessons()).extracting(LessonNote::layers)
            .containsExactly(List.of(Layer.user("joe@example.org"), Layer.domain("example.org")));
    }

    @Test
    void releasesShouldNotTeachWhenThatIsOffOrTheKindIsAnother() {
        quarantine(Map.of("learning.from-releases", "false")).release(quarantined(QuarantineKind.SPAM), "admin");
        assertThat(lessons()).isEmpty();
    }

    @Test
    void mailHeldForAnotherReasonShouldNotTeach() {
        quarantine(Map.of()).release(quarantined(QuarantineKind.ATTACHMENT), "admin");
        assertThat(lessons()).isEmpty();
    }

    private static FilterRequest request(MessageSource message) {
        return new FilterRequest(MESSAGE_ID, Instant.now(), Direction.INCOMING, new Envelope("a@example.com", List.of("joe@example.org")),
            null, message, FilterRequest.Patience.RETRY);
    }

    private static SpamOutcome outcome(int hits, double each, String rule, UnknownCheck... unknown) {
        List<SpamHit> all = IntStream.range(0, hits).mapToObj(i -> new SpamHit(rule + i, each, "")).toList();
        return new SpamOutcome(new SpamAnalysis(hits * each, all), List.of(unknown));
    }

    private List<LessonNote> automatic(String on, SpamOutcome... outcomes) throws IOException {
        AutomaticTeacher teacher = new AutomaticTeacher(learning, configuration(Map.of("learning.automatic", on,
            "learning.automatic-limit", "2")), clock);
        for (int i = 0; i < outcomes.length; i++) {
            teacher.consider(request(SampleMail.spam(i)), outcomes[i], Optional.empty());
        }
        return lessons();
    }

    @Test
    void verdictsBeyondDoubtShouldBeLearnedWhenThatIsOn() throws IOException {
        assertThat(automatic("true", outcome(4, 4, "R"), outcome(0, 0, "R"))).extracting(LessonNote::judgement)
            .containsExactlyInAnyOrder(Judgement.SPAM, Judgement.HAM);
    }

    @Test
    void nothingShouldBeLearnedAutomaticallyUnlessThatIsOn() throws IOException {
        assertThat(automatic("false", outcome(4, 4, "R"))).isEmpty();
    }

    @Test
    void doubtfulVerdictsShouldNotBeLearned() throws IOException {
        assertThat(automatic("true", outcome(1, 50, "ONE_RULE_ALONE"), outcome(4, 4, "BAYES_"),
            outcome(4, 4, "R", new UnknownCheck("spam.rule.X", "late")), outcome(2, 2, "R")))
            .filteredOn(note -> note.judgement() == Judgement.SPAM).isEmpty();
    }

    @Test
    void onlySoManyMessagesShouldBeLearnedWithinAnHour() throws IOException {
        assertThat(automatic("true", outcome(4, 4, "R"), outcome(4, 4, "R"), outcome(4, 4, "R"))).hasSize(2);
    }
}
