// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import org.postern.gateway.statistics.Counts;
import org.postern.gateway.statistics.Dimension;
import org.postern.gateway.statistics.Measure;
import org.postern.gateway.statistics.StatisticsStore;
import org.postern.gateway.statistics.Tier;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;
import org.postern.storage.cassandra.session.WriteWindow;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * Numbers in Cassandra. A span is put by deleting what was there and writing what is there now with a later timestamp, so that no key
 * stays that is counted no more.
 */
public final class CassandraStatisticsStore implements StatisticsStore {
    private static final String LATE = "late/";
    private static final String COUNTED = "counted";
    private static final String LEASE = "statistics";
    private static final String APPLIED = "[applied]";
    private static final int BATCH = 100;
    private static final int WRITES_UNDER_WAY = 16;
    private static final Duration NOTES_KEPT = Duration.ofDays(3);

    private final Cql cql;
    private final PreparedStatement delete;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement note;
    private final PreparedStatement notes;
    private final PreparedStatement removeNote;
    private final PreparedStatement last;
    private final PreparedStatement takeLease;
    private final PreparedStatement keepLease;
    private final PreparedStatement forget;
    private final PreparedStatement selectKey;
    private final PreparedStatement deleteKey;

    public CassandraStatisticsStore(Cql cql) {
        this.cql = cql;
        String span = " WHERE tier = ? AND dimension = ? AND part = ? AND start = ?";
        this.delete = cql.prepare("DELETE FROM postern_statistic USING TIMESTAMP ?" + span);
        this.insert = cql.prepare("INSERT INTO postern_statistic (tier, dimension, part, start, key, measures) VALUES (?, ?, ?, ?, ?, ?)"
            + " USING TTL ? AND TIMESTAMP ?");
        this.select = cql.prepare("SELECT start, key, measures FROM postern_statistic WHERE tier = ? AND dimension = ? AND part = ?"
            + " AND start >= ? AND start < ?");
        this.note = cql.prepare("INSERT INTO postern_statistic_state (name, minute) VALUES (?, ?) USING TTL ? AND TIMESTAMP ?");
        this.notes = cql.prepare("SELECT minute FROM postern_statistic_state WHERE name = ? LIMIT ?");
        this.removeNote = cql.prepare("DELETE FROM postern_statistic_state USING TIMESTAMP ? WHERE name = ? AND minute = ?");
        this.last = cql.prepare("SELECT minute FROM postern_statistic_state WHERE name = ? ORDER BY minute DESC LIMIT 1");
        this.takeLease = cql.prepare("INSERT INTO postern_lease (name, owner) VALUES (?, ?) IF NOT EXISTS USING TTL ?");
        this.keepLease = cql.prepare("UPDATE postern_lease USING TTL ? SET owner = ? WHERE name = ? IF owner = ?");
        this.selectKey = cql.prepare("SELECT start FROM postern_statistic WHERE tier = ? AND dimension = ? AND part = ? AND start IN ?"
            + " AND key = ?");
        this.deleteKey = cql.prepare("DELETE FROM postern_statistic" + span + " AND key = ?");
        this.forget = cql.prepare("DELETE FROM postern_lease WHERE name = ? IF EXISTS");
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** Numbers outlive the events, and people's too unless their addresses are to end before the events do. */
    private Duration lifetimeOfPeople(Tier tier) {
        Duration addresses = cql.settings().fields().addresses();
        boolean shorter = addresses.compareTo(cql.settings().eventLifetime()) < 0 && addresses.compareTo(tier.lifetime()) < 0;
        return shorter ? addresses : tier.lifetime();
    }

    private static int life(Tier tier, Instant start, Duration lifetime) {
        return TimeToLive.seconds(Instant.now(), tier.next(start).plus(lifetime));
    }

    @Override
    public void put(Tier tier, Instant start, Counts counts) {
        long now = micros(Instant.now());
        // a life that ends with the span's, not with the last counting
        int life = life(tier, start, tier.lifetime());
        int lifeOfPeople = life(tier, start, lifetimeOfPeople(tier));
        WriteWindow writes = new WriteWindow(cql, WRITES_UNDER_WAY);
        for (Dimension dimension : Dimension.values()) {
            Instant part = tier.part(start);
            List<BoundStatement> statements = new ArrayList<>();
            statements.add(delete.bind(now, tier.name(), dimension.name(), part, start));
            counts.of(dimension).forEach((key, measures) -> statements.add(insert.bind(tier.name(), dimension.name(), part, start, key,
                stored(measures), dimension.ofPeople() ? lifeOfPeople : life, now + 1)));
            for (int i = 0; i < statements.size(); i += BATCH) {
                writes.write(cql.onePartition(statements.subList(i, Math.min(i + BATCH, statements.size()))));
            }
        }
        writes.drain();
    }

    private static Map<String, Long> stored(Map<Measure, Long> measures) {
        Map<String, Long> stored = new HashMap<>();
        measures.forEach((measure, amount) -> stored.put(measure.name(), amount));
        return stored;
    }

    @Override
    public SortedMap<Instant, Map<String, Map<Measure, Long>>> read(Tier tier, Dimension dimension, Instant from, Instant to) {
        return Cql.guard(() -> {
            SortedMap<Instant, Map<String, Map<Measure, Long>>> found = new TreeMap<>();
            for (Instant part = tier.part(from); part.isBefore(to); part = tier.nextPart(part)) {
                for (Row row : cql.execute(select.bind(tier.name(), dimension.name(), part, from, to))) {
                    Map<Measure, Long> measures = new EnumMap<>(Measure.class);
                    row.getMap("measures", String.class, Long.class).forEach((name, amount) ->
                        known(name).ifPresent(measure -> measures.put(measure, amount)));
                    found.computeIfAbsent(row.getInstant("start"), start -> new TreeMap<>()).put(row.getString("key"), measures);
                }
            }
            return found;
        });
    }

    /** Empty for a measure that a newer node counts. */
    private static Optional<Measure> known(String name) {
        for (Measure measure : Measure.values()) {
            if (measure.name().equals(name)) {
                return Optional.of(measure);
            }
        }
        return Optional.empty();
    }

    @Override
    public void markLate(Tier tier, Set<Instant> starts) {
        WriteWindow writes = new WriteWindow(cql, WRITES_UNDER_WAY);
        long now = micros(Instant.now());
        starts.forEach(start -> writes.write(note.bind(LATE + tier.name(), start, TimeToLive.seconds(NOTES_KEPT), now)));
        writes.drain();
    }

    @Override
    public SortedSet<Instant> late(Tier tier, int most) {
        SortedSet<Instant> starts = new TreeSet<>();
        cql.execute(notes.bind(LATE + tier.name(), most)).forEach(row -> starts.add(row.getInstant("minute")));
        return starts;
    }

    @Override
    public void settleLate(Tier tier, Set<Instant> starts, Instant notAfter) {
        WriteWindow writes = new WriteWindow(cql, WRITES_UNDER_WAY);
        starts.forEach(start -> writes.write(removeNote.bind(micros(notAfter), LATE + tier.name(), start)));
        writes.drain();
    }

    @Override
    public Optional<Instant> countedUntil() {
        return Optional.ofNullable(cql.execute(last.bind(COUNTED)).one()).map(row -> row.getInstant("minute"));
    }

    @Override
    public void countedUntil(Instant minute) {
        countedUntil().filter(before -> before.isBefore(minute)).ifPresent(before ->
            cql.execute(removeNote.bind(micros(Instant.now()), COUNTED, before)));
        cql.execute(note.bind(COUNTED, minute, TimeToLive.seconds(Tier.DAY.lifetime()), micros(Instant.now())));
    }

    @Override
    public boolean lease(UUID owner, Duration time) {
        int seconds = TimeToLive.seconds(time);
        Row answer = cql.decide(takeLease.bind(LEASE, owner, seconds));
        return answer.getBoolean(APPLIED)
            || owner.equals(answer.getUuid("owner")) && cql.decide(keepLease.bind(seconds, owner, LEASE, owner)).getBoolean(APPLIED);
    }

    @Override
    public boolean once(String name, Duration remembered) {
        UUID asking = UUID.randomUUID();
        Row answer = cql.decide(takeLease.bind(name, asking, TimeToLive.seconds(remembered)));
        return answer.getBoolean(APPLIED) || asking.equals(answer.getUuid("owner"));
    }

    @Override
    public void again(String name) {
        cql.decide(forget.bind(name));
    }

    /** The finer tiers first, so that a sum that is made meanwhile is made without the key. */
    @Override
    public long erase(String key) {
        long erased = 0;
        Instant now = Instant.now();
        for (Tier tier : Tier.values()) {
            for (Instant part = tier.part(now.minus(tier.lifetime())); part.isBefore(now); part = tier.nextPart(part)) {
                List<Instant> starts = new ArrayList<>();
                for (Instant start = part; start.isBefore(tier.nextPart(part)); start = tier.next(start)) {
                    starts.add(start);
                }
                for (Dimension dimension : Dimension.values()) {
                    if (dimension.ofPeople()) {
                        erased += erase(tier, dimension, part, starts, key);
                    }
                }
            }
        }
        return erased;
    }

    private long erase(Tier tier, Dimension dimension, Instant part, List<Instant> starts, String key) {
        List<Instant> found = new ArrayList<>();
        cql.execute(selectKey.bind(tier.name(), dimension.name(), part, starts, key)).forEach(row -> found.add(row.getInstant("start")));
        WriteWindow writes = new WriteWindow(cql, WRITES_UNDER_WAY);
        found.forEach(start -> writes.write(deleteKey.bind(tier.name(), dimension.name(), part, start, key)));
        writes.drain();
        return found.size();
    }
}
