// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.mail.Flags;

import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.inmemory.manager.InMemoryIntegrationResources;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.config.FolderConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.quarantine.InMemoryQuarantineStore;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.ReleaseScan;
import org.postern.gateway.quarantine.SampleItems;

import reactor.core.publisher.Mono;

/**
 * James's mailboxes in memory beside a quarantine in memory. Bob's and Eve's mail is delivered here, Rita's goes to a server behind.
 */
final class FolderFixture implements AutoCloseable {
    static final String BOB = "bob@local.test";
    static final String EVE = "eve@local.test";
    static final String RITA = "rita@relayed.test";
    static final String CONTENT = "Subject: offer\r\nFrom: sender@remote.test\r\n\r\nBuy now\r\n";
    static final MailboxPath FOLDER = folder(BOB);

    final Clock clock = Clock.systemUTC();
    final InMemoryQuarantineStore store = new InMemoryQuarantineStore(clock);
    final MemoryFolderProjectionStore projections = new MemoryFolderProjectionStore();
    final List<String> sent = new CopyOnWriteArrayList<>();
    final List<String> timeline = new CopyOnWriteArrayList<>();
    final MailboxManager mailboxes;
    final FolderConfiguration configuration;
    final QuarantineFolder folder;
    final FolderDecisions decisions;
    final Quarantine quarantine;
    final FolderReconciliation reconciliation;
    final FolderTasks tasks = new FolderTasks(List.of(Duration.ofMillis(50), Duration.ofMillis(50)));
    final QuarantineFolderListener listener;
    final InMemoryIntegrationResources james;
    volatile boolean ownersAway;
    volatile ReleaseScan.Finding finding = ReleaseScan.Finding.CLEAN;

    FolderFixture() {
        this(PosternConfiguration.defaults().folder());
    }

    FolderFixture(FolderConfiguration configuration) {
        this(configuration, false);
    }

    FolderFixture(FolderConfiguration configuration, boolean explained) {
        this.configuration = configuration;
        james = InMemoryIntegrationResources.defaultResources();
        mailboxes = james.getMailboxManager();
        FolderMailbox mailbox = new FolderMailbox(mailboxes, james.getMessageIdManager());
        folder = new QuarantineFolder(configuration, store, projections, this::ownerOf, mailbox, tasks, clock, explained);
        quarantine = new Quarantine(store, (id, sender, recipient, message) -> sent.add(recipient),
            (id, type, recipient, details) -> timeline.add(type + " " + recipient.orElse("") + " " + details.getOrDefault("actor", "") + " "
                + details.getOrDefault("to", "")),
            PosternConfiguration.defaults().quarantine(), clock, Set.of(folder),
            content -> new ReleaseScan.Result(finding, "Some.Virus"));
        decisions = new FolderDecisions(quarantine, folder, this::ownerOf, mailbox);
        reconciliation = new FolderReconciliation(configuration, Duration.ofDays(7), store, projections, folder, decisions, clock);
        listener = new QuarantineFolderListener(configuration, projections, decisions);
    }

    /** From now on users' changes are seen at once; without this only reconciliation sees them. */
    FolderFixture listening() {
        james.getEventBus().register(listener);
        return this;
    }

    private Optional<FolderOwner> ownerOf(String recipient) {
        if (ownersAway) {
            throw new FolderException("switched off", null);
        }
        String address = recipient.toLowerCase(Locale.ROOT);
        return Set.of(BOB, EVE, RITA).contains(address)
            ? Optional.of(new FolderOwner(Username.of(address), !address.equals(RITA))) : Optional.empty();
    }

    static MailboxPath folder(String user) {
        return MailboxPath.forUser(Username.of(user), "Quarantine");
    }

    MailboxSession session(String user) {
        return mailboxes.createSystemSession(Username.of(user));
    }

    /** Stores an item as if the folder had been down. */
    QuarantineItem stored(String recipient, QuarantineKind kind) {
        QuarantineItem item = SampleItems.item(SampleItems.messageId(), recipient, kind, Instant.now().minusSeconds(5));
        store.store(MessageSource.of(CONTENT.getBytes(StandardCharsets.US_ASCII)), List.of(item));
        return item;
    }

    /** Stores an item and puts it into the folder. */
    QuarantineItem shown(String recipient) {
        QuarantineItem item = stored(recipient, QuarantineKind.SPAM);
        folder.show(item.id(), false);
        return item;
    }

    ItemStatus status(QuarantineItem item) {
        return store.find(item.id()).orElseThrow().status();
    }

    MailboxPath mailbox(String user, String name) throws Exception {
        MailboxSession session = session(user);
        MailboxPath path = MailboxPath.forUser(Username.of(user), name);
        if (!Boolean.TRUE.equals(Mono.from(mailboxes.mailboxExists(path, session)).block())) {
            mailboxes.createMailbox(path, session);
        }
        return path;
    }

    void move(String user, String to) throws Exception {
        mailboxes.moveMessages(MessageRange.all(), folder(user), mailbox(user, to), session(user));
    }

    void copy(String user, String to) throws Exception {
        mailboxes.copyMessages(MessageRange.all(), folder(user), mailbox(user, to), session(user));
    }

    void expunge(String user, String mailbox) throws Exception {
        MailboxSession session = session(user);
        MessageManager manager = mailboxes.getMailbox(MailboxPath.forUser(Username.of(user), mailbox), session);
        manager.setFlags(new Flags(Flags.Flag.DELETED), MessageManager.FlagsUpdateMode.ADD, MessageRange.all(), session);
        manager.expunge(MessageRange.all(), session);
    }

    void read(String user, boolean seen) throws Exception {
        MailboxSession session = session(user);
        mailboxes.getMailbox(folder(user), session).setFlags(new Flags(Flags.Flag.SEEN),
            seen ? MessageManager.FlagsUpdateMode.ADD : MessageManager.FlagsUpdateMode.REMOVE, MessageRange.all(), session);
    }

    void append(String user, String mailbox, String content) throws Exception {
        mailboxes.getMailbox(mailbox(user, mailbox), session(user)).appendMessage(
            MessageManager.AppendCommand.builder().build(content), session(user));
    }

    /** What a mailbox holds; empty also when there is none. */
    List<String> contents(String user, String mailbox) {
        try {
            MailboxSession session = session(user);
            List<String> contents = new ArrayList<>();
            Iterator<MessageResult> messages = mailboxes.getMailbox(MailboxPath.forUser(Username.of(user), mailbox), session)
                .getMessages(MessageRange.all(), FetchGroup.FULL_CONTENT, session);
            while (messages.hasNext()) {
                MessageResult message = messages.next();
                contents.add(new String(message.getFullContent().getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    + (message.getFlags().contains(Flags.Flag.SEEN) ? " seen" : ""));
            }
            return contents;
        } catch (MailboxNotFoundException e) {
            return List.of();
        } catch (IOException | MailboxException e) {
            throw new AssertionError(e);
        }
    }

    static String asShown(ItemId item) {
        return "X-Postern-Quarantine: " + item + "\r\n" + CONTENT;
    }

    @Override
    public void close() {
        tasks.close();
    }
}
