// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.commons.configuration2.BaseConfiguration;
import org.apache.james.core.Username;
import org.apache.james.events.Event;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.events.MessageMoveEvent;
import org.apache.james.mailbox.inmemory.InMemoryId;
import org.apache.james.mailbox.inmemory.InMemoryMessageId;
import org.apache.james.mailbox.inmemory.manager.InMemoryIntegrationResources;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageMoves;
import org.apache.james.mailbox.model.MessageRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;
import org.postern.gateway.config.LearningConfiguration;
import org.postern.gateway.config.PosternConfiguration;

import reactor.core.publisher.Mono;

/** Real mailboxes of James, and the moves that its own event bus tells of. */
class JunkFolderListenerTest {
    private static final Username BOB = Username.of("bob@local.test");
    private static final Duration SOON = Duration.ofSeconds(20);

    private final InMemoryIntegrationResources james = InMemoryIntegrationResources.defaultResources();
    private final MailboxManager mailboxes = james.getMailboxManager();
    private final MailboxSession session = mailboxes.createSystemSession(BOB);

    private Learning listening(Map<String, String> settings) {
        BaseConfiguration configuration = new BaseConfiguration();
        settings.forEach(configuration::setProperty);
        LearningConfiguration learned = PosternConfiguration.from(configuration).learning();
        Learning learning = new Learning(new InMemoryLessonStore(), learned, Clock.systemUTC());
        learning.load();
        james.getEventBus().register(new JunkFolderListener(learned, PosternConfiguration.defaults().folder(), learning, mailboxes,
            james.getMessageIdManager()));
        return learning;
    }

    private MailboxPath folder(String name) throws Exception {
        MailboxPath path = MailboxPath.forUser(BOB, name);
        if (!Boolean.TRUE.equals(Mono.from(mailboxes.mailboxExists(path, session)).block())) {
            mailboxes.createMailbox(path, session);
        }
        return path;
    }

    private void deliver(String folder, MessageSource message) throws Exception {
        mailboxes.getMailbox(folder(folder), session).appendMessage(MessageManager.AppendCommand.builder()
            .build(message.open().readAllBytes()), session);
    }

    private void move(String from, String to) throws Exception {
        mailboxes.moveMessages(MessageRange.all(), folder(from), folder(to), session);
    }

    private static List<LessonNote> lessons(Learning learning) {
        return learning.list(10, Optional.empty()).notes();
    }

    @Test
    void movingMailIntoTheJunkFolderShouldTeachThatItIsSpamForTheDomain() throws Exception {
        Learning learning = listening(Map.of());
        deliver("INBOX", SampleMail.spam(1));

        move("INBOX", "Spam");

        await().atMost(SOON).untilAsserted(() -> assertThat(lessons(learning)).singleElement().satisfies(lesson -> {
            assertThat(lesson.judgement()).isEqualTo(Judgement.SPAM);
            assertThat(lesson.source()).isEqualTo(LessonSource.MAILBOX);
            assertThat(lesson.actor()).isEqualTo("user bob@local.test");
            assertThat(lesson.layers()).contains(Layer.user("bob@local.test"), Layer.domain("local.test")).doesNotContain(Layer.site());
        }));
    }

    @Test
    void movingItOutAgainShouldTeachThatItIsHam() throws Exception {
        Learning learning = listening(Map.of());
        deliver("INBOX", SampleMail.ham(1));
        move("INBOX", "Spam");
        await().atMost(SOON).until(() -> lessons(learning).size() == 1);

        move("Spam", "INBOX");

        await().atMost(SOON).untilAsserted(() -> assertThat(lessons(learning)).extracting(LessonNote::judgement)
            .containsExactly(Judgement.HAM));
    }

    @Test
    void emptyingTheJunkFolderIntoTheTrashShouldTeachNothing() throws Exception {
        Learning learning = listening(Map.of());
        deliver("Spam", SampleMail.spam(1));
        deliver("INBOX", SampleMail.spam(2));

        move("Spam", "Trash");
        move("INBOX", "Spam");

        await().atMost(SOON).untilAsserted(() -> assertThat(lessons(learning)).extracting(LessonNote::judgement)
            .containsExactly(Judgement.SPAM));
        assertThat(lessons(learning)).singleElement().extracting(LessonNote::name).asString().contains("Winner2");
    }

    @Test
    void movesBetweenOtherFoldersAndTheQuarantineShouldTeachNothing() throws Exception {
        Learning learning = listening(Map.of());
        deliver("INBOX", SampleMail.ham(1));
        deliver("Quarantine", SampleMail.ham(2));
        deliver("Work", SampleMail.spam(3));

        move("INBOX", "Archive");
        move("Quarantine", "Spam");
        move("Work", "Spam");

        await().atMost(SOON).until(() -> !lessons(learning).isEmpty());
        assertThat(lessons(learning)).singleElement().extracting(LessonNote::name).asString().contains("Winner3");
    }

    @Test
    void anotherNameOfTheJunkFolderShouldBeHeeded() throws Exception {
        Learning learning = listening(Map.of("learning.junk-folder", "Junk", "learning.user-reach", "user"));
        deliver("INBOX", SampleMail.spam(1));
        deliver("Later", SampleMail.spam(2));

        move("INBOX", "Spam");
        move("Later", "Junk");

        await().atMost(SOON).until(() -> !lessons(learning).isEmpty());
        assertThat(lessons(learning)).singleElement().satisfies(lesson -> {
            assertThat(lesson.name()).contains("Winner2");
            assertThat(lesson.layers()).containsExactly(Layer.user("bob@local.test"));
        });
    }

    @ParameterizedTest
    @CsvSource({"learning.from-mailboxes, false, false", "learning.enabled, false, false", "learning.from-mailboxes, true, true"})
    void movesShouldBeFollowedUnlessThatIsSwitchedOff(String key, String value, boolean followed) {
        BaseConfiguration settings = new BaseConfiguration();
        settings.setProperty(key, value);
        LearningConfiguration configuration = PosternConfiguration.from(settings).learning();
        JunkFolderListener listener = new JunkFolderListener(configuration, PosternConfiguration.defaults().folder(),
            new Learning(new InMemoryLessonStore(), configuration, Clock.systemUTC()), mailboxes, james.getMessageIdManager());
        Event move = MessageMoveEvent.builder().eventId(Event.EventId.random()).user(BOB)
            .messageMoves(MessageMoves.builder().previousMailboxIds(InMemoryId.of(1)).targetMailboxIds(InMemoryId.of(2)).build())
            .messageId(new InMemoryMessageId.Factory().generate()).build();

        assertThat(listener.isHandling(move)).isEqualTo(followed);
    }
}
