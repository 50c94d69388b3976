// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.inject.Inject;

import org.apache.james.core.Username;
import org.apache.james.events.Event;
import org.apache.james.events.EventListener;
import org.apache.james.events.Group;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageIdManager;
import org.apache.james.mailbox.events.GenericGroup;
import org.apache.james.mailbox.events.MessageMoveEvent;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageResult;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;
import org.postern.gateway.config.FolderConfiguration;
import org.postern.gateway.config.LearningConfiguration;
import org.reactivestreams.Publisher;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Learns from users who move mail into their junk folder (spam) or out of it into another than the trash (ham). The quarantine folder
 * speaks for itself, see {@link ReleaseTeacher}. Errors are thrown, for James to call again.
 */
public final class JunkFolderListener implements EventListener.ReactiveGroupEventListener {
    /** Named, because James finds groups of dead letters by class name and does not see classes of extensions. */
    public static final Group GROUP = new GenericGroup("postern-junk-folder");
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final String TRASH = "Trash";

    private final LearningConfiguration configuration;
    private final FolderConfiguration quarantineFolder;
    private final Learning learning;
    private final MailboxManager mailboxes;
    private final MessageIdManager messages;

    @Inject
    public JunkFolderListener(LearningConfiguration configuration, FolderConfiguration quarantineFolder, Learning learning,
                              MailboxManager mailboxes, MessageIdManager messages) {
        this.configuration = configuration;
        this.quarantineFolder = quarantineFolder;
        this.learning = learning;
        this.mailboxes = mailboxes;
        this.messages = messages;
    }

    @Override
    public Group getDefaultGroup() {
        return GROUP;
    }

    @Override
    public ExecutionMode getExecutionMode() {
        return ExecutionMode.ASYNCHRONOUS;
    }

    @Override
    public boolean isHandling(Event event) {
        return configuration.enabled() && configuration.fromMailboxes() && event instanceof MessageMoveEvent;
    }

    @Override
    public Publisher<Void> reactiveEvent(Event event) {
        return event instanceof MessageMoveEvent moved
            ? Mono.<Void>fromRunnable(() -> follow(moved)).subscribeOn(Schedulers.boundedElastic()) : Mono.empty();
    }

    private void follow(MessageMoveEvent moved) {
        Username user = moved.getUsername();
        List<Layer> layers = LearningLayers.taughtBy(user.asString(), configuration.userReach());
        if (layers.isEmpty()) {
            return;
        }
        MailboxSession session = mailboxes.createSystemSession(user);
        try {
            mailboxes.startProcessingRequest(session);
            Optional<Judgement> judgement = judgement(names(moved.getMessageMoves().removedMailboxIds(), session),
                names(moved.getMessageMoves().addedMailboxIds(), session));
            if (judgement.isPresent()) {
                learn(moved, judgement.get(), layers, session);
            }
        } catch (MailboxException | IOException e) {
            throw new LearningException("A message that " + user.asString() + " moved could not be read", e);
        } finally {
            mailboxes.endProcessingRequest(session);
        }
    }

    private Optional<Judgement> judgement(List<String> from, List<String> to) {
        String junk = configuration.junkFolder();
        if (from.isEmpty() || to.isEmpty() || from.contains(quarantineFolder.name()) || to.contains(quarantineFolder.name())) {
            return Optional.empty();
        }
        if (to.contains(junk)) {
            return Optional.of(Judgement.SPAM);
        }
        return from.contains(junk) && !to.contains(TRASH) ? Optional.of(Judgement.HAM) : Optional.empty();
    }

    private List<String> names(Set<MailboxId> ids, MailboxSession session) throws MailboxException {
        List<String> names = new ArrayList<>();
        for (MailboxId id : ids) {
            try {
                names.add(mailboxes.getMailbox(id, session).getMailboxPath().getName());
            } catch (MailboxNotFoundException e) {
                names.add("");
            }
        }
        return names;
    }

    private void learn(MessageMoveEvent moved, Judgement judgement, List<Layer> layers, MailboxSession session)
        throws MailboxException, IOException {
        Set<Object> seen = new HashSet<>();
        for (MessageResult message : messages.getMessages(moved.getMessageIds(), FetchGroup.FULL_CONTENT, session)) {
            if (seen.add(message.getMessageId())) {
                try (InputStream content = message.getFullContent().getInputStream()) {
                    learning.learn(MessageSource.of(content.readNBytes(LARGEST)), judgement, layers, LessonSource.MAILBOX,
                        "user " + moved.getUsername().asString());
                }
            }
        }
    }
}
