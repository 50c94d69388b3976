// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventPrivacy;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.FieldLifetimes;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * One event as one row. What is kept for less than the event stands in columns of its own, which Cassandra lets go by itself; where all is
 * kept as long, it is one value.
 */
final class EventRows {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventRows.class);
    private static final String KEY = " WHERE message_id = ? AND time = ? AND nanos = ? AND event_id = ?";

    private final FieldLifetimes fields;
    private final Duration lifetime;
    private final int timeToLive;
    private final PreparedStatement insert;
    private final PreparedStatement insertAddresses;
    private final PreparedStatement insertSubject;

    EventRows(Cql cql) {
        this.fields = cql.settings().fields();
        this.lifetime = cql.settings().eventLifetime();
        this.timeToLive = TimeToLive.seconds(lifetime);
        this.insert = cql.prepare("INSERT INTO postern_event (message_id, time, nanos, event_id, node, type, recipient, facts)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) USING TTL ?");
        this.insertAddresses = cql.prepare("UPDATE postern_event USING TTL ? SET recipient = ?, addresses = ?" + KEY);
        this.insertSubject = cql.prepare("UPDATE postern_event USING TTL ? SET subject = ?" + KEY);
    }

    /** What writes an event, all of it in the partition of its message. */
    List<BoundStatement> writing(Event event) {
        StoredTime time = StoredTime.of(event.time());
        String id = EventIdentity.of(event);
        Map<String, String> facts = new HashMap<>(event.details());
        Optional<String> recipient = event.recipient();
        List<BoundStatement> more = new ArrayList<>();
        if (fields.addresses().compareTo(lifetime) < 0) {
            Map<String, String> addresses = new HashMap<>();
            event.details().forEach((name, value) -> {
                if (FieldLifetimes.isAddress(name, value)) {
                    addresses.put(name, value);
                }
            });
            facts.keySet().removeAll(addresses.keySet());
            recipient = Optional.empty();
            if (event.recipient().isPresent() || !addresses.isEmpty()) {
                left(event, fields.addresses()).ifPresent(seconds -> more.add(unsetNulls(insertAddresses.bind(seconds,
                    event.recipient().orElse(null), addresses, event.messageId(), time.millis(), time.nanos(), id))));
            }
        }
        if (fields.subject().compareTo(lifetime) < 0 && facts.containsKey(EventPrivacy.SUBJECT)) {
            String subject = facts.remove(EventPrivacy.SUBJECT);
            left(event, fields.subject()).ifPresent(seconds -> more.add(insertSubject.bind(seconds, subject, event.messageId(),
                time.millis(), time.nanos(), id)));
        }
        more.add(0, unsetNulls(insert.bind(event.messageId(), time.millis(), time.nanos(), id, event.node(), event.type().name(),
            recipient.orElse(null), facts, timeToLive)));
        return more;
    }

    /** Seconds that something is still kept; none when its time is over. */
    private static Optional<Integer> left(Event event, Duration lifetime) {
        Instant end = FieldLifetimes.start(event).plus(lifetime);
        Instant now = Instant.now();
        return end.isAfter(now.plusSeconds(1)) ? Optional.of(TimeToLive.seconds(Duration.between(now, end))) : Optional.empty();
    }

    /** A null would be stored as a deletion, and hide what another statement writes. */
    private static BoundStatement unsetNulls(BoundStatement statement) {
        return statement.isNull("recipient") ? statement.unset("recipient") : statement;
    }

    /** The event of a row; empty for one of a type that only newer versions know. */
    static Optional<Event> read(String messageId, Row row) {
        String type = row.getString("type");
        try {
            Map<String, String> details = new HashMap<>(row.getMap(row.isNull("facts") ? "details" : "facts", String.class,
                String.class));
            details.putAll(row.getMap("addresses", String.class, String.class));
            Optional.ofNullable(row.getString("subject")).ifPresent(subject -> details.put(EventPrivacy.SUBJECT, subject));
            return Optional.of(new Event(messageId, new StoredTime(row.getInstant("time"), row.getInt("nanos")).instant(),
                row.getString("node"), EventType.valueOf(type), Optional.ofNullable(row.getString("recipient")), details));
        } catch (IllegalArgumentException e) {
            // written by a newer node during an update
            LOGGER.warn("Left out an event of the unknown type {} of message {}", type, messageId);
            return Optional.empty();
        }
    }
}
