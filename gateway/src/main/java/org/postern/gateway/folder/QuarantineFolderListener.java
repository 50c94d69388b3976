// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.inject.Inject;
import javax.mail.Flags;

import org.apache.james.core.Username;
import org.apache.james.events.Event;
import org.apache.james.events.EventListener;
import org.apache.james.events.Group;
import org.apache.james.mailbox.events.MessageMoveEvent;
import org.apache.james.mailbox.events.GenericGroup;
import org.apache.james.mailbox.events.MailboxEvents.Expunged;
import org.apache.james.mailbox.events.MailboxEvents.FlagsUpdated;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.MessageMetaData;
import org.postern.gateway.config.FolderConfiguration;
import org.reactivestreams.Publisher;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Hears of what users do in their mailboxes, and has those projections looked at whose message was touched. James's events differ
 * between MOVE, COPY and EXPUNGE, so they say only where to look; see {@link Whereabouts} for what is decided. Errors are thrown, for
 * James to call again.
 */
public final class QuarantineFolderListener implements EventListener.ReactiveGroupEventListener {
    /** Named, because James finds groups of dead letters by class name and does not see classes of extensions. */
    public static final Group GROUP = new GenericGroup("postern-quarantine-folder");

    private final FolderConfiguration configuration;
    private final FolderProjectionStore projections;
    private final FolderDecisions decisions;

    @Inject
    public QuarantineFolderListener(FolderConfiguration configuration, FolderProjectionStore projections, FolderDecisions decisions) {
        this.configuration = configuration;
        this.projections = projections;
        this.decisions = decisions;
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
        return configuration.enabled() && (touched(event).isPresent() || read(event).isPresent());
    }

    @Override
    public Publisher<Void> reactiveEvent(Event event) {
        return Mono.<Void>fromRunnable(() -> {
            touched(event).ifPresent(touched -> projections(touched).forEach(decisions::settle));
            read(event).ifPresent(read -> projections(read).forEach(decisions::noteSeen));
        }).subscribeOn(Schedulers.boundedElastic());
    }

    private record Touched(Username user, Set<String> messageIds) {
        static Touched of(Username user, Collection<MessageId> ids) {
            return new Touched(user, ids.stream().map(MessageId::serialize).collect(Collectors.toUnmodifiableSet()));
        }
    }

    private Optional<Touched> touched(Event event) {
        if (event instanceof MessageMoveEvent moved) {
            return Optional.of(Touched.of(moved.getUsername(), moved.getMessageIds()));
        }
        if (event instanceof Expunged expunged && expunged.getMailboxPath().getName().equals(configuration.name())) {
            return Optional.of(Touched.of(expunged.getMailboxPath().getUser(),
                expunged.getExpunged().values().stream().map(MessageMetaData::getMessageId).toList()));
        }
        return Optional.empty();
    }

    /** Messages in the folder that their owner has marked as read or unread. */
    private Optional<Touched> read(Event event) {
        if (event instanceof FlagsUpdated updated && updated.getMailboxPath().getName().equals(configuration.name())) {
            List<MessageId> ids = updated.getUpdatedFlags().stream().filter(flags -> flags.isChanged(Flags.Flag.SEEN))
                .flatMap(flags -> flags.getMessageId().stream()).toList();
            return Optional.of(Touched.of(updated.getMailboxPath().getUser(), ids)).filter(touched -> !ids.isEmpty());
        }
        return Optional.empty();
    }

    private List<FolderProjection> projections(Touched touched) {
        return projections.ofUser(touched.user().asString()).stream()
            .filter(projection -> projection.place().filter(place -> touched.messageIds().contains(place.messageId())).isPresent())
            .toList();
    }
}
