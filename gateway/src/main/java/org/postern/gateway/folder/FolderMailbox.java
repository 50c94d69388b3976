// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.inject.Inject;
import javax.mail.Flags;

import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageIdManager;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxExistsException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.Content;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxMetaData;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.model.search.MailboxQuery;
import org.postern.analysis.message.HeaderText;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.QuarantineItem;

/**
 * What the folder needs of James's mailboxes. Every method works as the folder's owner and throws {@link FolderException} when James
 * cannot do it.
 */
public final class FolderMailbox {
    /** Field in front of a message in the folder; it names the item for people and for recovery, and nothing is decided by it alone. */
    public static final String HEADER = "X-Postern-Quarantine";
    /** Field behind it that says why the message is in quarantine. */
    public static final String REASON = "X-Postern-Reason";

    private final MailboxManager mailboxes;
    private final MessageIdManager messages;

    @Inject
    public FolderMailbox(MailboxManager mailboxes, MessageIdManager messages) {
        this.mailboxes = mailboxes;
        this.messages = messages;
    }

    @FunctionalInterface
    private interface Work<T> {
        T as(MailboxSession session) throws MailboxException, IOException;
    }

    /**
     * Puts a message into the folder; the folder is created and subscribed to when it is not there.
     *
     * @param reason why it is in quarantine, for the field {@link #REASON}; empty for no such field
     */
    public FolderPlace append(Username user, String folder, QuarantineItem item, String reason, MessageSource content) {
        return as(user, "put a message into " + folder, session -> {
            MessageManager mailbox = openOrCreate(MailboxPath.forUser(user, folder), session);
            MessageManager.AppendResult result = mailbox.appendMessage(MessageManager.AppendCommand.builder()
                .withInternalDate(Date.from(item.quarantinedAt()))
                .withFlags(item.marks().seen() ? new Flags(Flags.Flag.SEEN) : new Flags())
                .notDelivery()
                .build(withHeader(item.id(), reason, content)), session);
            return new FolderPlace(result.getId().getMailboxId().serialize(), result.getId().getMessageId().serialize());
        });
    }

    /** A message of ours that is in the folder already, found by the line in front of it; slow, for recovery only. */
    public Optional<FolderPlace> findAppended(Username user, String folder, ItemId item) {
        return as(user, "look through " + folder, session -> {
            MessageManager mailbox;
            try {
                mailbox = mailboxes.getMailbox(MailboxPath.forUser(user, folder), session);
            } catch (MailboxNotFoundException e) {
                return Optional.empty();
            }
            byte[] line = line(item);
            Iterator<MessageResult> each = mailbox.getMessages(MessageRange.all(), FetchGroup.FULL_CONTENT, session);
            while (each.hasNext()) {
                MessageResult message = each.next();
                try (InputStream stream = message.getFullContent().getInputStream()) {
                    if (Arrays.equals(line, stream.readNBytes(line.length))) {
                        return Optional.of(new FolderPlace(message.getMailboxId().serialize(), message.getMessageId().serialize()));
                    }
                }
            }
            return Optional.empty();
        });
    }

    /** Where the message is now. */
    public Whereabouts whereabouts(Username user, FolderPlace place) {
        return as(user, "look for a message", session -> {
            Map<String, String> names = names(session);
            boolean inFolder = false;
            List<String> elsewhere = new ArrayList<>();
            for (MessageResult message : messages.getMessages(List.of(messageId(place)), FetchGroup.MINIMAL, session)) {
                String mailbox = message.getMailboxId().serialize();
                if (mailbox.equals(place.mailboxId())) {
                    inFolder = true;
                } else {
                    // A mailbox that is not the owner's own is shared with him; what is there he has moved there.
                    elsewhere.add(names.getOrDefault(mailbox, "a shared mailbox"));
                }
            }
            return new Whereabouts(names.containsKey(place.mailboxId()), inFolder, elsewhere);
        });
    }

    /** Takes the message out of the folder and leaves it wherever else it is. */
    public void remove(Username user, FolderPlace place) {
        as(user, "remove a message", session -> {
            MessageId id = messageId(place);
            List<MailboxId> folder = messages.getMessages(List.of(id), FetchGroup.MINIMAL, session).stream()
                .map(MessageResult::getMailboxId)
                .filter(mailbox -> mailbox.serialize().equals(place.mailboxId()))
                .distinct()
                .toList();
            if (!folder.isEmpty()) {
                messages.delete(id, folder, session);
            }
            return folder;
        });
    }

    /** Takes the message out of all mailboxes of its owner. */
    public void removeEverywhere(Username user, FolderPlace place) {
        as(user, "remove a message", session -> {
            MessageId id = messageId(place);
            List<MailboxId> all = messages.getMessages(List.of(id), FetchGroup.MINIMAL, session).stream()
                .map(MessageResult::getMailboxId).distinct().toList();
            if (!all.isEmpty()) {
                messages.delete(id, all, session);
            }
            return all;
        });
    }

    /** Takes the message out of all mailboxes of its owner but those for what he has thrown away. */
    public void withdraw(Username user, FolderPlace place) {
        as(user, "withdraw a message", session -> {
            Map<String, String> names = names(session);
            MessageId id = messageId(place);
            List<MailboxId> kept = messages.getMessages(List.of(id), FetchGroup.MINIMAL, session).stream()
                .map(MessageResult::getMailboxId)
                .filter(mailbox -> names.containsKey(mailbox.serialize()) && !Whereabouts.isDiscarded(names.get(mailbox.serialize())))
                .distinct()
                .toList();
            if (!kept.isEmpty()) {
                messages.delete(id, kept, session);
            }
            return kept;
        });
    }

    /** Whether the owner has read the message in the folder; empty when it is not there. */
    public Optional<Boolean> isSeen(Username user, FolderPlace place) {
        return as(user, "look at a message", session -> messages.getMessages(List.of(messageId(place)), FetchGroup.MINIMAL, session)
            .stream()
            .filter(message -> message.getMailboxId().serialize().equals(place.mailboxId()))
            .map(message -> message.getFlags().contains(Flags.Flag.SEEN))
            .findFirst());
    }

    /** Marks the message in the folder as read or unread, if it is there. */
    public void markSeen(Username user, FolderPlace place, boolean seen) {
        as(user, "mark a message", session -> {
            Optional<MailboxId> folder = folder(place, session);
            if (folder.isPresent()) {
                messages.setFlags(new Flags(Flags.Flag.SEEN),
                    seen ? MessageManager.FlagsUpdateMode.ADD : MessageManager.FlagsUpdateMode.REMOVE, messageId(place),
                    List.of(folder.get()), session);
            }
            return seen;
        });
    }

    /** Takes the message back into the folder from wherever its owner has put it; {@code false} when there is no folder any more. */
    public boolean putBack(Username user, FolderPlace place) {
        return as(user, "take a message back", session -> {
            Optional<MailboxId> folder = folder(place, session);
            if (folder.isPresent()) {
                messages.setInMailboxes(messageId(place), List.of(folder.get()), session);
            }
            return folder.isPresent();
        });
    }

    private Map<String, String> names(MailboxSession session) throws MailboxException {
        return mailboxes.search(MailboxQuery.privateMailboxesBuilder(session).matchesAllMailboxNames().build(),
                MailboxManager.MailboxSearchFetchType.Minimal, session)
            .collect(Collectors.toMap(mailbox -> mailbox.getId().serialize(), mailbox -> mailbox.getPath().getName()))
            .block();
    }

    private Optional<MailboxId> folder(FolderPlace place, MailboxSession session) throws MailboxException {
        return mailboxes.search(MailboxQuery.privateMailboxesBuilder(session).matchesAllMailboxNames().build(),
                MailboxManager.MailboxSearchFetchType.Minimal, session)
            .map(MailboxMetaData::getId)
            .filter(id -> id.serialize().equals(place.mailboxId()))
            .collectList()
            .block()
            .stream()
            .findFirst();
    }

    private MessageManager openOrCreate(MailboxPath path, MailboxSession session) throws MailboxException {
        try {
            return mailboxes.getMailbox(path, session);
        } catch (MailboxNotFoundException e) {
            try {
                mailboxes.createMailbox(path, MailboxManager.CreateOption.CREATE_SUBSCRIPTION, session);
            } catch (MailboxExistsException raced) {
                return mailboxes.getMailbox(path, session);
            }
            return mailboxes.getMailbox(path, session);
        }
    }

    private MessageId messageId(FolderPlace place) {
        return mailboxes.getMessageIdFactory().fromString(place.messageId());
    }

    private <T> T as(Username user, String what, Work<T> work) {
        MailboxSession session = mailboxes.createSystemSession(user);
        try {
            mailboxes.startProcessingRequest(session);
            return work.as(session);
        } catch (MailboxException | IOException e) {
            throw new FolderException("James could not " + what + " for " + user.asString(), e);
        } finally {
            mailboxes.endProcessingRequest(session);
        }
    }

    private static byte[] line(ItemId item) {
        return (HEADER + ": " + item + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static Content withHeader(ItemId item, String reason, MessageSource content) {
        byte[] line = (new String(line(item), StandardCharsets.US_ASCII)
            + (reason.isEmpty() ? "" : HeaderText.field(REASON, reason) + "\r\n")).getBytes(StandardCharsets.US_ASCII);
        return new Content() {
            @Override
            public InputStream getInputStream() throws IOException {
                return new SequenceInputStream(new ByteArrayInputStream(line), content.open());
            }

            @Override
            public long size() throws MailboxException {
                try {
                    return line.length + content.size();
                } catch (IOException e) {
                    throw new MailboxException("Cannot tell the size of a quarantined message", e);
                }
            }
        };
    }
}
