// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import org.postern.analysis.facts.Direction;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ItemMarks;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;
import org.postern.storage.cassandra.session.WriteWindow;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * The table {@code postern_quarantine_item}. The mail path writes every column but the status, and decisions write the status alone
 * (by lightweight transaction), so that storing a message again can never undo a decision. An absent status means pending.
 */
final class ItemTable {
    private static final String COLUMNS = "message_id, item_id, stored, status, decision, kind, direction, quarantined_at, expires_at,"
        + " envelope_sender, recipient, subject, header_from, client_address, size, score, rules, reason, attachments,"
        + " seen, requested_at, release_to";
    private static final String WRITTEN = "message_id, item_id, kind, direction, quarantined_at, expires_at, envelope_sender, recipient,"
        + " subject, header_from, client_address, size, score, rules, reason, attachments";
    /** A request costs Cassandra more than a row; hosted ones refuse to look for more keys at once. */
    static final int ASKED_TOGETHER = 5;
    private static final int READS_UNDER_WAY = 32;
    private static final int BATCH = 50;
    private static final int WRITES_UNDER_WAY = 4;
    /** The status outlives the item, lest a decided item be pending again for its last second. */
    private static final Duration STATUS_MARGIN = Duration.ofDays(1);

    private final Cql cql;
    private final PreparedStatement announce;
    private final PreparedStatement store;
    private final PreparedStatement confirm;
    private final PreparedStatement select;
    private final PreparedStatement selectSome;
    private final PreparedStatement selectMessage;
    private final PreparedStatement decide;
    private final PreparedStatement seen;
    private final PreparedStatement requested;

    ItemTable(Cql cql) {
        this.cql = cql;
        this.announce = cql.prepare("INSERT INTO postern_quarantine_item (" + WRITTEN + ")"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TTL ?");
        this.store = cql.prepare("INSERT INTO postern_quarantine_item (" + WRITTEN + ", stored)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true) USING TTL ?");
        this.confirm = cql.prepare("UPDATE postern_quarantine_item USING TTL ? SET stored = true WHERE message_id = ? AND item_id = ?");
        this.select = cql.prepare("SELECT " + COLUMNS + " FROM postern_quarantine_item WHERE message_id = ? AND item_id = ?");
        this.selectSome = cql.prepare("SELECT " + COLUMNS + " FROM postern_quarantine_item WHERE message_id IN ? AND item_id IN ?");
        this.selectMessage = cql.prepare("SELECT " + COLUMNS + " FROM postern_quarantine_item WHERE message_id = ?");
        this.decide = cql.prepare("UPDATE postern_quarantine_item USING TTL ? SET status = ?, decision = ?, release_to = ?"
            + " WHERE message_id = ? AND item_id = ? IF stored = true AND status = ? AND decision = ?");
        this.seen = cql.prepare("UPDATE postern_quarantine_item USING TTL ? SET seen = ? WHERE message_id = ? AND item_id = ?");
        this.requested = cql.prepare("UPDATE postern_quarantine_item USING TTL ? SET requested_at = ?"
            + " WHERE message_id = ? AND item_id = ?");
    }

    Optional<ItemRow> find(ItemId id) {
        return read(cql.execute(select.bind(id.messageId(), id.value())).one());
    }

    /** Starts reading some items, at most {@link #ASKED_TOGETHER}; rows may be missing and in any order. */
    CompletionStage<List<ItemRow>> start(List<ItemId> ids) {
        BoundStatement some = ids.size() == 1 ? select.bind(ids.get(0).messageId(), ids.get(0).value())
            : selectSome.bind(ids.stream().map(ItemId::messageId).distinct().toList(), ids.stream().map(ItemId::value).distinct().toList());
        return cql.start(some).thenApply(rows -> {
            List<ItemRow> found = new ArrayList<>();
            rows.currentPage().forEach(row -> read(row).ifPresent(found::add));
            return found;
        });
    }

    /** Reads items, as many at a time as {@link #start} takes; rows may be missing and in any order. */
    List<ItemRow> all(List<ItemId> ids) {
        List<ItemRow> rows = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += READS_UNDER_WAY * ASKED_TOGETHER) {
            List<CompletionStage<List<ItemRow>>> reads = new ArrayList<>();
            int end = Math.min(from + READS_UNDER_WAY * ASKED_TOGETHER, ids.size());
            for (int i = from; i < end; i += ASKED_TOGETHER) {
                reads.add(start(ids.subList(i, Math.min(i + ASKED_TOGETHER, end))));
            }
            reads.forEach(read -> rows.addAll(Cql.await(read)));
        }
        return rows;
    }

    List<ItemRow> ofMessage(String messageId) {
        return Cql.guard(() -> {
            List<ItemRow> rows = new ArrayList<>();
            for (Row row : cql.execute(selectMessage.bind(messageId))) {
                read(row).ifPresent(rows::add);
            }
            return rows;
        });
    }

    /** Writes the items without making them visible, and waits. */
    void announce(List<QuarantineItem> items, Instant now) {
        WriteWindow writes = new WriteWindow(cql, WRITES_UNDER_WAY);
        announce(items, now, writes);
        writes.drain();
    }

    /** The same, beside other writes. */
    void announce(List<QuarantineItem> items, Instant now, WriteWindow writes) {
        write(writes, items.stream().map(item -> bind(announce, item, now)).toList());
    }

    /** What writes items so that they are visible; to be one mutation with their content. */
    List<BoundStatement> visible(List<QuarantineItem> items, Instant now) {
        return items.stream().map(item -> bind(store, item, now)).toList();
    }

    private static BoundStatement bind(PreparedStatement insertion, QuarantineItem item, Instant now) {
        return insertion.bind(item.id().messageId(), item.id().value(), item.kind().name(), item.direction().name(),
            item.quarantinedAt(), item.expiresAt(), item.envelopeSender(), item.recipient(), item.subject(), item.headerFrom(),
            item.clientAddress(), item.size(), item.score(), item.rules(), item.reason(),
            item.attachments(), TimeToLive.seconds(now, item.expiresAt()));
    }

    /** Makes announced items visible. */
    void confirm(List<QuarantineItem> items, Instant now) {
        WriteWindow writes = new WriteWindow(cql, WRITES_UNDER_WAY);
        write(writes, items.stream().map(item -> confirm.bind(TimeToLive.seconds(now, item.expiresAt()), item.id().messageId(),
            item.id().value())).toList());
        writes.drain();
    }

    private void write(WriteWindow writes, List<BoundStatement> statements) {
        if (statements.size() == 1) {
            writes.write(statements.get(0));
            return;
        }
        for (int i = 0; i < statements.size(); i += BATCH) {
            writes.write(cql.onePartition(statements.subList(i, Math.min(i + BATCH, statements.size()))));
        }
    }

    /**
     * Gives the item another status if nothing has been decided since it was read. A decision that is sent twice, because its first
     * answer was lost, recognises itself by its id.
     */
    boolean decide(ItemRow read, ItemStatus to, Optional<String> releaseTo, UUID decision, Instant now) {
        QuarantineItem item = read.item();
        int lifetime = TimeToLive.seconds(now, item.expiresAt().plus(STATUS_MARGIN));
        Row answer = cql.decide(decide.bind(lifetime, name(to), decision, releaseTo.orElse(null), item.id().messageId(), item.id().value(),
            name(item.status()), read.decision().orElse(null)));
        return answer.getBoolean("[applied]")
            || answer.getColumnDefinitions().contains("decision") && decision.equals(answer.getUuid("decision"));
    }

    void markSeen(QuarantineItem item, boolean looked, Instant now) {
        cql.execute(seen.bind(TimeToLive.seconds(now, item.expiresAt()), looked, item.id().messageId(), item.id().value()));
    }

    void markRequested(QuarantineItem item, Instant at, Instant now) {
        cql.execute(requested.bind(TimeToLive.seconds(now, item.expiresAt()), at, item.id().messageId(), item.id().value()));
    }

    private static String name(ItemStatus status) {
        return status == ItemStatus.PENDING ? null : status.name();
    }

    private static Optional<ItemRow> read(Row row) {
        // the status outlives the item, so a row may hold nothing else
        if (row == null || row.isNull("quarantined_at")) {
            return Optional.empty();
        }
        ItemStatus status = Optional.ofNullable(row.getString("status")).map(ItemStatus::valueOf).orElse(ItemStatus.PENDING);
        QuarantineItem item = new QuarantineItem(new ItemId(row.getString("item_id")), QuarantineKind.valueOf(row.getString("kind")),
            status, Direction.valueOf(row.getString("direction")), row.getInstant("quarantined_at"), row.getInstant("expires_at"),
            text(row, "envelope_sender"), text(row, "recipient"), text(row, "subject"), text(row, "header_from"),
            text(row, "client_address"), row.getLong("size"), row.getDouble("score"),
            Objects.requireNonNull(row.getList("rules", String.class)), text(row, "reason"),
            Objects.requireNonNull(row.getList("attachments", String.class)),
            new ItemMarks(row.getBoolean("seen"), Optional.ofNullable(row.getInstant("requested_at")),
                Optional.ofNullable(row.getString("release_to"))));
        return Optional.of(new ItemRow(item, row.getBoolean("stored"), Optional.ofNullable(row.getUuid("decision"))));
    }

    private static String text(Row row, String column) {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }
}
