// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import org.apache.james.core.Username;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.config.FolderConfiguration;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.ItemWords;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineObserver;
import org.postern.gateway.quarantine.QuarantineStore;

/**
 * Shows quarantined mail to its recipient in a mailbox of his, as a projection of the quarantine. Showing and hiding happen beside
 * the way of mail: what fails is tried again, and at last by {@link FolderReconciliation}.
 */
public final class QuarantineFolder implements QuarantineObserver {
    /** A projection that was begun longer ago and is not complete has been interrupted by a crash. */
    static final Duration INTERRUPTED_AFTER = Duration.ofMinutes(1);

    private final FolderConfiguration configuration;
    private final QuarantineStore quarantine;
    private final FolderProjectionStore projections;
    private final FolderOwners owners;
    private final FolderMailbox mailbox;
    private final FolderTasks tasks;
    private final Clock clock;
    private final boolean explained;

    /**
     * A folder.
     *
     * @param explained whether a header field says why a message is in quarantine
     */
    public QuarantineFolder(FolderConfiguration configuration, QuarantineStore quarantine, FolderProjectionStore projections,
                            FolderOwners owners, FolderMailbox mailbox, FolderTasks tasks, Clock clock, boolean explained) {
        this.configuration = configuration;
        this.quarantine = quarantine;
        this.projections = projections;
        this.owners = owners;
        this.mailbox = mailbox;
        this.tasks = tasks;
        this.clock = clock;
        this.explained = explained;
    }

    @Override
    public void quarantined(QuarantineItem item, MessageSource content) {
        if (shows(item)) {
            tasks.run("show " + item.id(), attempt -> show(item.id(), attempt > 0));
        }
    }

    @Override
    public void settled(QuarantineItem item) {
        if (shows(item)) {
            tasks.run("hide " + item.id(), attempt -> hide(item));
        }
    }

    @Override
    public void seen(QuarantineItem item, boolean seen) {
        if (shows(item)) {
            tasks.run("mark " + item.id(), attempt -> markSeen(item.id()));
        }
    }

    /** What the quarantine says now, not what it said when the news was given: of several changes the last counts. */
    private void markSeen(ItemId id) {
        Optional<QuarantineItem> item = quarantine.find(id).filter(found -> found.status() == ItemStatus.PENDING);
        Optional<FolderProjection> projection = item.flatMap(found -> owners.ownerOf(found.recipient()))
            .flatMap(owner -> find(owner.user(), id));
        projection.flatMap(FolderProjection::place).ifPresent(place ->
            mailbox.markSeen(Username.of(projection.get().user()), place, item.get().marks().seen()));
    }

    /** Takes an item's message back into the folder, whose owner may not have it elsewhere. */
    void putBack(QuarantineItem item, FolderProjection moved) {
        Username user = Username.of(moved.user());
        if (!mailbox.putBack(user, moved.place().orElseThrow())) {
            // The folder is gone: a new one first, so that the message is never nowhere.
            put(item, user, moved);
            mailbox.removeEverywhere(user, moved.place().get());
        }
    }

    /** Whether items of this kind are shown at all. */
    public boolean shows(QuarantineItem item) {
        return configuration.enabled() && !configuration.hidden().contains(item.kind());
    }

    /**
     * Puts an item into its owner's folder, if it waits for a decision, has an owner and is not there yet.
     *
     * @param resume whether an attempt of this kind may have been interrupted, so that the message may be in the folder already
     */
    public void show(ItemId id, boolean resume) {
        Optional<QuarantineItem> item = quarantine.find(id).filter(found -> found.status() == ItemStatus.PENDING);
        Optional<FolderOwner> owner = item.flatMap(found -> owners.ownerOf(found.recipient()));
        if (owner.isPresent()) {
            show(item.get(), owner.get().user(), resume);
        }
    }

    private void show(QuarantineItem item, Username user, boolean resume) {
        FolderProjection projection = new FolderProjection(user.asString(), item.id(), clock.instant(), Optional.empty());
        if (!projections.createIfAbsent(projection)) {
            Optional<FolderProjection> existing = find(user, item.id());
            if (existing.isEmpty() || existing.get().place().isPresent() || !resume && !isInterrupted(existing.get())) {
                return;
            }
            Optional<FolderPlace> there = mailbox.findAppended(user, configuration.name(), item.id());
            if (there.isPresent()) {
                projections.save(existing.get().at(there.get()));
                return;
            }
        }
        put(item, user, projection);
    }

    /** Puts an item into the folder anew whose folder has vanished. */
    void showAgain(QuarantineItem item, FolderProjection lost) {
        put(item, Username.of(lost.user()), lost);
    }

    private void put(QuarantineItem item, Username user, FolderProjection projection) {
        Optional<MessageSource> content = quarantine.content(item.id().messageId());
        if (content.isEmpty()) {
            projections.remove(projection.user(), item.id());
            return;
        }
        FolderProjection shown = projection.at(mailbox.append(user, configuration.name(), item,
            explained ? ItemWords.of(item) : "", content.get()));
        projections.save(shown);
        // Someone may have decided between the first look and now; the news of that found nothing to hide.
        if (quarantine.find(item.id()).filter(now -> now.status() != ItemStatus.PENDING).isPresent()) {
            hide(shown);
        }
    }

    private void hide(QuarantineItem item) {
        owners.ownerOf(item.recipient()).flatMap(owner -> find(owner.user(), item.id()))
            .ifPresent(projection -> end(projection, Optional.of(item)));
    }

    /**
     * Takes an item that is settled or expired out of the folder for good. Of two decisions at the same moment one counts: where another
     * than the move of its owner has won, and has the message delivered or deleted, he does not keep what he has moved, too.
     *
     * @param item as it was settled; empty when it has expired
     */
    void end(FolderProjection projection, Optional<QuarantineItem> item) {
        if (item.filter(settled -> settled.status() == ItemStatus.DELETED || isDelivered(settled)).isPresent()) {
            projection.place().ifPresent(place -> mailbox.withdraw(Username.of(projection.user()), place));
        }
        hide(projection);
    }

    /** Whether a release has sent a message of its own to where the owner reads the folder. */
    private boolean isDelivered(QuarantineItem item) {
        return item.status() == ItemStatus.RELEASED && item.marks().releaseTo().isEmpty()
            && owners.ownerOf(item.recipient()).filter(FolderOwner::deliveredHere).isPresent();
    }

    /** Takes an item out of the folder for good; the message stays wherever else its owner has put it. */
    void hide(FolderProjection projection) {
        Username user = Username.of(projection.user());
        // The message first: a projection without message is harmless, a message without projection stays for ever.
        projection.place().or(() -> mailbox.findAppended(user, configuration.name(), projection.item()))
            .ifPresent(place -> mailbox.remove(user, place));
        projections.remove(projection.user(), projection.item());
    }

    boolean isInterrupted(FolderProjection projection) {
        return projection.place().isEmpty() && projection.begunAt().plus(INTERRUPTED_AFTER).isBefore(clock.instant());
    }

    private Optional<FolderProjection> find(Username user, ItemId item) {
        return projections.ofUser(user.asString()).stream().filter(projection -> projection.item().equals(item)).findFirst();
    }
}
