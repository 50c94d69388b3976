// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.Disposition;
import org.postern.gateway.config.QuarantineConfiguration;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.Tracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The quarantine as every caller uses it: mail filter, web interface, mailbox folder. It holds what must be the same for all of them:
 * that an item is settled once, that each decision is on the timeline, and that a release goes to its recipient alone.
 */
public final class Quarantine {
    private static final Logger LOGGER = LoggerFactory.getLogger(Quarantine.class);

    private static final int TRIES = 3;

    private final QuarantineStore store;
    private final MessageOutlet outlet;
    private final Tracker tracker;
    private final ItemComposer composer;
    private final Set<QuarantineObserver> observers;
    private final InterruptedReleases interrupted;
    private final ReleaseScan scan;

    /** A quarantine without virus engines. */
    public Quarantine(QuarantineStore store, MessageOutlet outlet, Tracker tracker, QuarantineConfiguration configuration, Clock clock,
                      Set<QuarantineObserver> observers) {
        this(store, outlet, tracker, configuration, clock, observers, ReleaseScan.none());
    }

    /**
     * A quarantine.
     *
     * @param scan looks at each message that is to be released
     */
    public Quarantine(QuarantineStore store, MessageOutlet outlet, Tracker tracker, QuarantineConfiguration configuration, Clock clock,
                      Set<QuarantineObserver> observers, ReleaseScan scan) {
        this.scan = scan;
        this.store = store;
        this.outlet = outlet;
        this.tracker = tracker;
        this.composer = new ItemComposer(configuration, clock);
        this.observers = Set.copyOf(observers);
        this.interrupted = new InterruptedReleases(store, clock);
    }

    /**
     * Stores a message for every recipient whose disposition is quarantine; the others are left out. May be repeated.
     *
     * @return the items, as composed now
     * @throws org.postern.gateway.StorageUnavailableException when the message is not safely stored; it must then be kept elsewhere
     */
    public List<QuarantineItem> put(Facts facts, List<Disposition> dispositions, MessageSource content) {
        List<QuarantineItem> items = composer.compose(facts, dispositions);
        if (items.isEmpty()) {
            return items;
        }
        store.store(content, items);
        for (QuarantineItem item : items) {
            tracker.record(facts.messageId(), EventType.QUARANTINED, Optional.of(item.recipient()),
                Map.of("item", item.id().value(), "kind", item.kind().name(), "reason", item.reason()));
            if (!observers.isEmpty()) {
                // After a crash the message may come a second time, when somebody has already settled the item.
                store.find(item.id()).filter(stored -> stored.status() == ItemStatus.PENDING)
                    .ifPresent(stored -> tell(observer -> observer.quarantined(stored, content)));
            }
        }
        return items;
    }

    /** A page of items that wait for a decision. */
    public QuarantinePage list(QuarantineQuery query) {
        return store.list(query);
    }

    /** What waits for a decision, by kind. */
    public List<QuarantineUsage> usageByKind() {
        return store.usageByKind();
    }

    /** The same by domain of the recipient. */
    public List<QuarantineUsage> usageByDomain() {
        return store.usageByDomain();
    }

    /** The same of one recipient. */
    public QuarantineUsage usageOf(String recipient) {
        return store.usageOf(recipient);
    }

    /** An item in its present status. */
    public Optional<QuarantineItem> find(ItemId id) {
        return store.find(id);
    }

    /** The message of an item, as received. */
    public Optional<MessageSource> content(ItemId id) {
        return store.content(id.messageId());
    }

    /**
     * Sends the message to the item's recipient, from its original envelope sender, without filtering it again. Of concurrent callers
     * one sends.
     *
     * @param actor who decided, for the timeline
     * @throws ReleaseFailedException when the queue did not take the message; the item waits as before
     */
    public ReleaseOutcome release(ItemId id, String actor) {
        return release(id, ReleaseOrder.of(actor));
    }

    /**
     * The same, perhaps to somebody else. The message is scanned for viruses first; unless the order is a confirmed one, it stays when
     * one is found or nobody can say.
     *
     * @throws ReleaseFailedException when the queue did not take the message; the item waits as before
     */
    public ReleaseOutcome release(ItemId id, ReleaseOrder order) {
        return refused(id, order.actor(), order.confirmed()).orElseGet(() -> taken(id, order));
    }

    /**
     * Whether virus engines let an item go.
     *
     * @return why it must stay; empty when it may go, or there is none
     */
    public Optional<ReleaseOutcome> refused(ItemId id, String actor) {
        return refused(id, actor, false);
    }

    private Optional<ReleaseOutcome> refused(ItemId id, String actor, boolean confirmed) {
        Optional<QuarantineItem> item = store.find(id).filter(found -> found.status() == ItemStatus.PENDING);
        Optional<MessageSource> content = confirmed || item.isEmpty() ? Optional.empty() : store.content(id.messageId());
        if (content.isEmpty()) {
            return Optional.empty();
        }
        ReleaseScan.Result result = scan.scan(content.get());
        if (result.finding() == ReleaseScan.Finding.CLEAN) {
            return Optional.empty();
        }
        boolean virus = result.finding() == ReleaseScan.Finding.INFECTED;
        note(item.get(), EventType.RELEASE_REFUSED, Map.of("actor", actor, virus ? "found" : "unknown", result.detail()));
        return Optional.of(virus ? ReleaseOutcome.VIRUS_FOUND : ReleaseOutcome.NOT_SCANNED);
    }

    private ReleaseOutcome taken(ItemId id, ReleaseOrder order) {
        return interrupted.whileReleasing(id, () -> switch (take(id, ItemStatus.RELEASING, order.to())) {
            case TAKEN -> send(id, order.actor());
            case RELEASED -> ReleaseOutcome.ALREADY_RELEASED;
            case DELETED -> ReleaseOutcome.DELETED;
            case UNKNOWN -> ReleaseOutcome.NOT_FOUND;
        });
    }

    /**
     * Removes an item for good.
     *
     * @param actor who decided, for the timeline
     */
    public DeleteOutcome delete(ItemId id, String actor) {
        return switch (take(id, ItemStatus.DELETED)) {
            case TAKEN -> {
                settled(id, ItemStatus.DELETED, EventType.DELETED, Map.of("actor", actor));
                yield DeleteOutcome.DELETED;
            }
            case RELEASED -> DeleteOutcome.ALREADY_RELEASED;
            case DELETED -> DeleteOutcome.ALREADY_DELETED;
            case UNKNOWN -> DeleteOutcome.NOT_FOUND;
        };
    }

    /**
     * Notes that the recipient has the message already, because it was moved into a mailbox of this server; nothing is sent.
     *
     * @param actor who moved it
     * @param where the place it went to, for the timeline
     */
    public ReleaseOutcome settleElsewhere(ItemId id, String actor, String where) {
        // Before it is settled: then the message may be gone.
        store.find(id).filter(item -> item.status() == ItemStatus.PENDING).ifPresent(item -> store.content(id.messageId())
            .ifPresent(content -> tell(observer -> observer.releasing(item, actor, content))));
        return switch (take(id, ItemStatus.RELEASED, Optional.of(where))) {
            case TAKEN -> {
                settled(id, ItemStatus.RELEASED, EventType.RELEASED, Map.of("actor", actor, "to", where));
                yield ReleaseOutcome.RELEASED;
            }
            case RELEASED -> ReleaseOutcome.ALREADY_RELEASED;
            case DELETED -> ReleaseOutcome.DELETED;
            case UNKNOWN -> ReleaseOutcome.NOT_FOUND;
        };
    }

    /**
     * Takes up releases that a crash interrupted: items that are seen in {@link ItemStatus#RELEASING} by calls at least a minute
     * apart. To be called about every half minute. What cannot be sent now waits in quarantine.
     *
     * @return how many were released
     */
    public int resumeReleases() {
        int released = 0;
        store.upkeep();
        for (ItemId id : interrupted.due()) {
            if (interrupted.wasSent(id)) {
                released += finish(id, "resumed", store.find(id).flatMap(item -> item.marks().releaseTo())) ? 1 : 0;
                continue;
            }
            Optional<String> target = store.find(id).flatMap(item -> item.marks().releaseTo());
            // Back to PENDING first: of several nodes that see the same item, one gets it.
            if (store.transition(id, ItemStatus.RELEASING, ItemStatus.PENDING)) {
                try {
                    ReleaseOrder order = new ReleaseOrder("resumed", target, true);
                    released += release(id, order) == ReleaseOutcome.RELEASED ? 1 : 0;
                } catch (ReleaseFailedException e) {
                    LOGGER.error("Item {} was being released when a server stopped, and still cannot be; it waits in quarantine", id, e);
                }
            }
        }
        return released;
    }

    private ReleaseOutcome send(ItemId id, String actor) {
        Optional<QuarantineItem> item;
        Optional<MessageSource> content;
        try {
            item = store.find(id);
            content = store.content(id.messageId());
            if (item.isEmpty() || content.isEmpty()) {
                store.transition(id, ItemStatus.RELEASING, ItemStatus.PENDING);
                return ReleaseOutcome.NOT_FOUND;
            }
            outlet.deliver(id.messageId(), item.get().envelopeSender(), item.get().marks().releaseTo().orElse(item.get().recipient()),
                content.get());
        } catch (IOException | RuntimeException e) {
            store.transition(id, ItemStatus.RELEASING, ItemStatus.PENDING);
            throw new ReleaseFailedException(id, e);
        }
        interrupted.sent(id);
        tell(observer -> observer.releasing(item.get(), actor, content.get()));
        try {
            finish(id, actor, item.get().marks().releaseTo());
        } catch (RuntimeException e) {
            // The queue has the message: that the store cannot note it must not bring it out a second time.
            LOGGER.error("Item {} is released but the quarantine cannot note it; trying again later", id, e);
        }
        return ReleaseOutcome.RELEASED;
    }

    private boolean finish(ItemId id, String actor, Optional<String> target) {
        boolean done = store.transition(id, ItemStatus.RELEASING, ItemStatus.RELEASED, target);
        interrupted.noted(id);
        if (done) {
            settled(id, ItemStatus.RELEASED, EventType.RELEASED,
                target.map(to -> Map.of("actor", actor, "to", to)).orElse(Map.of("actor", actor)));
        }
        return done;
    }

    /** Who takes a pending item decides on it. One that another caller gives back in between is tried for again. */
    private Taking take(ItemId id, ItemStatus to) {
        return take(id, to, Optional.empty());
    }

    private Taking take(ItemId id, ItemStatus to, Optional<String> target) {
        for (int i = 0; i < TRIES; i++) {
            if (store.transition(id, ItemStatus.PENDING, to, target)) {
                return Taking.TAKEN;
            }
            Optional<ItemStatus> present = store.find(id).map(QuarantineItem::status);
            if (present.isEmpty()) {
                return Taking.UNKNOWN;
            }
            if (present.get() != ItemStatus.PENDING) {
                return present.get() == ItemStatus.DELETED ? Taking.DELETED : Taking.RELEASED;
            }
        }
        return Taking.RELEASED;
    }

    /** Notes whether somebody has looked at an item. */
    public void markSeen(QuarantineItem item, boolean seen) {
        if (item.marks().seen() != seen) {
            store.markSeen(item.id(), seen);
            tell(observer -> observer.seen(item, seen));
        }
    }

    /** Notes that an item's recipient asks for its release, for those who may decide. Asking again changes nothing. */
    public void requestRelease(QuarantineItem item, String actor, Instant now) {
        if (item.marks().requestedAt().isEmpty()) {
            store.markRequested(item.id(), now.truncatedTo(ChronoUnit.MILLIS));
            note(item, EventType.RELEASE_REQUESTED, Map.of("actor", actor));
        }
    }

    /** Puts something that was done with an item on its message's timeline. */
    public void note(QuarantineItem item, EventType type, Map<String, String> details) {
        Map<String, String> withItem = new HashMap<>(details);
        withItem.put("item", item.id().value());
        tracker.record(item.id().messageId(), type, Optional.of(item.recipient()), withItem);
    }

    private void settled(ItemId id, ItemStatus status, EventType type, Map<String, String> details) {
        Optional<QuarantineItem> item = store.find(id).map(found -> found.withStatus(status));
        Map<String, String> withItem = new HashMap<>(details);
        withItem.put("item", id.value());
        tracker.record(id.messageId(), type, item.map(QuarantineItem::recipient), withItem);
        item.ifPresent(found -> tell(observer -> observer.settled(found)));
    }

    private void tell(Consumer<QuarantineObserver> news) {
        for (QuarantineObserver observer : observers) {
            try {
                news.accept(observer);
            } catch (RuntimeException e) {
                LOGGER.error("A view of the quarantine did not follow; it must be reconciled", e);
            }
        }
    }

    private enum Taking {
        TAKEN,
        RELEASED,
        DELETED,
        UNKNOWN
    }
}
