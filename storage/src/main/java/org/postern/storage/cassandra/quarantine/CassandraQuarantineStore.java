// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.gateway.quarantine.QuarantineUsage;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.WriteWindow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.uuid.Uuids;

/**
 * The quarantine in Cassandra. Storing takes no lock: the lists are written, and then a small message and its items in one mutation.
 * A larger one, or one of which something was there, has its items announced, its content written, and at last its items become visible.
 * So a crash in between leaves nothing that can be seen, and storing again completes it. Only a decision is
 * a lightweight transaction, and what follows from it (list marks, removal of content) may fail without harm: readers judge by the
 * item's status alone. Times are kept to the millisecond.
 */
public final class CassandraQuarantineStore implements QuarantineStore {
    private static final Logger LOGGER = LoggerFactory.getLogger(CassandraQuarantineStore.class);

    private static final int WRITES_UNDER_WAY = 32;
    /** Recipients whose items are written in one mutation with the content. */
    private static final int ITEMS_AT_ONCE = 50;

    private final Cql cql;
    private final Clock clock;
    private final ItemTable items;
    private final ContentTables contents;
    private final ListTable lists;
    private final ReleasingTable releasing;
    private final PageReader pages;
    private final UsageTable usage;
    private final RecipientTable recipients;

    /**
     * Over tables that exist already.
     *
     * @param clock tells which items have expired
     */
    public CassandraQuarantineStore(Cql cql, Clock clock) {
        this.cql = cql;
        this.clock = clock;
        this.items = new ItemTable(cql);
        this.contents = new ContentTables(cql);
        this.lists = new ListTable(cql);
        this.releasing = new ReleasingTable(cql);
        this.pages = new PageReader(items, lists);
        this.usage = new UsageTable(cql);
        this.recipients = new RecipientTable(cql);
    }

    /**
     * {@inheritDoc}
     * Throws StorageUnavailableException, too, when the content cannot be read, because the message must wait all the same.
     */
    @Override
    public void store(MessageSource content, List<QuarantineItem> toStore) {
        if (toStore.isEmpty()) {
            return;
        }
        String messageId = messageIdOf(toStore);
        List<ItemRow> known = items.ofMessage(messageId);
        Set<ItemId> present = known.stream()
            .filter(ItemRow::stored)
            .map(row -> row.item().id())
            .collect(Collectors.toSet());
        List<QuarantineItem> missing = toStore.stream().filter(item -> !present.contains(item.id())).toList();
        Instant now = clock.instant();
        if (missing.isEmpty()) {
            // who stores again may not have been told of a success, because too few replicas had what was written
            known.stream().filter(row -> row.needsContent(now)).map(row -> row.item().expiresAt()).max(Instant::compareTo)
                .ifPresent(end -> contents.ensure(messageId, content, now, end));
            return;
        }
        Instant longest = missing.stream().map(QuarantineItem::expiresAt).max(Instant::compareTo).orElseThrow();
        // what does not depend on each other is written side by side; announced items are seen by nobody
        WriteWindow writes = new WriteWindow(cql, WRITES_UNDER_WAY);
        Optional<ContentTables.Begun> begun = known.isEmpty() ? Optional.of(contents.begin(messageId, content, now, longest))
            : Optional.empty();
        boolean atOnce = begun.isPresent() && begun.get().isSmall() && missing.size() <= ITEMS_AT_ONCE;
        if (!atOnce) {
            items.announce(missing, now, writes);
        }
        Set<ListTable.Bucket> opened = lists.add(missing, now, writes);
        writes.drain();
        lists.remember(opened);
        recipients.add(missing);
        if (atOnce) {
            writeAtOnce(begun.get().copy(), missing, now);
        } else {
            begun.ifPresentOrElse(copy -> contents.complete(copy, now), () -> contents.ensure(messageId, content, now, longest));
            items.confirm(missing, now);
        }
        missing.forEach(item -> usage.count(item, 1));
        usage.flushIfDue(now);
    }

    /** All in one partition key, so that every replica has the whole or nothing. */
    private void writeAtOnce(StoredCopy copy, List<QuarantineItem> stored, Instant now) {
        Map<String, Instant> writtenWith = stored.stream()
            .collect(Collectors.toMap(item -> item.id().value(), QuarantineItem::expiresAt));
        List<BoundStatement> rows = new ArrayList<>(items.visible(stored, now));
        rows.add(contents.row(copy.with(writtenWith), now));
        cql.execute(cql.onePartition(rows));
    }

    private static String messageIdOf(List<QuarantineItem> items) {
        Set<String> ids = items.stream().map(item -> item.id().messageId()).collect(Collectors.toSet());
        if (ids.size() != 1) {
            throw new IllegalArgumentException("items of several messages: " + ids);
        }
        return ids.iterator().next();
    }

    @Override
    public Optional<QuarantineItem> find(ItemId id) {
        return visible(id).map(ItemRow::item);
    }

    @Override
    public List<QuarantineItem> find(Collection<ItemId> ids) {
        Instant now = clock.instant();
        return items.all(List.copyOf(ids)).stream().filter(row -> row.isVisible(now)).map(ItemRow::item).toList();
    }

    private Optional<ItemRow> visible(ItemId id) {
        return items.find(id).filter(row -> row.isVisible(clock.instant()));
    }

    @Override
    public QuarantinePage list(QuarantineQuery query) {
        return pages.read(query, clock.instant());
    }

    @Override
    public Set<String> recipients(Instant from, Instant to) {
        return recipients.between(from, to);
    }

    @Override
    public Optional<MessageSource> content(String messageId) {
        Instant now = clock.instant();
        boolean wanted = items.ofMessage(messageId).stream().anyMatch(row -> row.stored() && row.needsContent(now));
        return wanted ? contents.find(messageId) : Optional.empty();
    }

    @Override
    public boolean transition(ItemId id, ItemStatus from, ItemStatus to, Optional<String> releaseTo) {
        Optional<ItemRow> found = visible(id).filter(row -> row.item().status() == from);
        return found.isPresent() && decide(found.get(), to, releaseTo);
    }

    @Override
    public void markSeen(ItemId id, boolean seen) {
        find(id).ifPresent(item -> items.markSeen(item, seen, clock.instant()));
    }

    @Override
    public void markRequested(ItemId id, Instant at) {
        find(id).ifPresent(item -> items.markRequested(item, at, clock.instant()));
    }

    @Override
    public List<QuarantineUsage> usageByKind() {
        return usage.read(UsageTable.KINDS, clock.instant());
    }

    @Override
    public List<QuarantineUsage> usageByDomain() {
        return usage.read(UsageTable.DOMAINS, clock.instant());
    }

    @Override
    public QuarantineUsage usageOf(String recipient) {
        Instant now = clock.instant();
        long count = 0;
        long bytes = 0;
        Optional<String> cursor = Optional.empty();
        do {
            QuarantinePage page = pages.read(new QuarantineQuery(Instant.EPOCH, now.plusSeconds(1), Optional.of(recipient),
                Optional.empty(), cursor, QuarantineQuery.MAXIMUM_LIMIT), now);
            count += page.items().size();
            bytes += page.items().stream().mapToLong(QuarantineItem::size).sum();
            cursor = page.next();
        } while (cursor.isPresent());
        return new QuarantineUsage(recipient, count, bytes);
    }

    @Override
    public void upkeep() {
        usage.flush();
    }

    private boolean decide(ItemRow row, ItemStatus to, Optional<String> releaseTo) {
        Instant now = clock.instant();
        UUID decision = Uuids.timeBased();
        ReleasingTable.Line line = new ReleasingTable.Line(row.item().id(), decision);
        if (to == ItemStatus.RELEASING) {
            releasing.add(line, now, row.item().expiresAt());
        }
        boolean won = items.decide(row, to, releaseTo, decision, now);
        try {
            if (!won && to == ItemStatus.RELEASING) {
                releasing.remove(line);
            }
            if (won) {
                follow(row, to, now);
            }
        } catch (StorageUnavailableException e) {
            // the decision stands; what is left over is not seen by readers and expires with the item
            LOGGER.warn("Could not clear up after item {} became {}", row.item().id(), to, e);
        }
        return won;
    }

    private void follow(ItemRow before, ItemStatus to, Instant now) {
        QuarantineItem item = before.item();
        if (item.status() == ItemStatus.RELEASING && before.decision().isPresent()) {
            releasing.remove(new ReleasingTable.Line(item.id(), before.decision().get()));
        }
        if (isFinal(to) != isFinal(item.status())) {
            usage.count(item, isFinal(to) ? -1 : 1);
            usage.flushIfDue(now);
            lists.mark(item, isFinal(to), now);
        }
        if (isFinal(to)) {
            String messageId = item.id().messageId();
            contents.removeUnlessNeeded(messageId, () -> items.ofMessage(messageId), now);
        }
    }

    private static boolean isFinal(ItemStatus status) {
        return status == ItemStatus.RELEASED || status == ItemStatus.DELETED;
    }

    @Override
    public List<QuarantineItem> releasing() {
        Instant now = clock.instant();
        Set<ItemId> seen = new HashSet<>();
        List<QuarantineItem> found = new ArrayList<>();
        for (ReleasingTable.Line line : releasing.all(now)) {
            Optional<ItemRow> row = items.find(line.id());
            boolean counts = row.filter(r -> r.isVisible(now) && r.item().status() == ItemStatus.RELEASING
                && r.decision().equals(Optional.of(line.decision()))).isPresent();
            if (counts && seen.add(line.id())) {
                found.add(row.get().item());
            }
        }
        return found;
    }
}
