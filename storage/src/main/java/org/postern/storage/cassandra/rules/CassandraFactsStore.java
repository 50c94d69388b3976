// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.rules;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

import org.postern.analysis.facts.MessageId;
import org.postern.gateway.rules.FactsCodec;
import org.postern.gateway.rules.FactsStore;
import org.postern.gateway.rules.KeptFacts;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.ByteUtils;

/** Facts of messages in Cassandra, by five minutes of their ids; each row goes when its lifetime is over. */
public final class CassandraFactsStore implements FactsStore {
    private final Cql cql;
    private final int lifetimeSeconds;
    private final FactsCodec codec = new FactsCodec();
    private final PreparedStatement insert;
    private final PreparedStatement selectOne;
    private final PreparedStatement selectBucket;

    /**
     * A store.
     *
     * @param lifetime of each message's facts, a second at least
     */
    public CassandraFactsStore(Cql cql, Duration lifetime) {
        this.cql = cql;
        this.lifetimeSeconds = TimeToLive.seconds(lifetime);
        this.insert = cql.prepare("INSERT INTO postern_facts (bucket, message_id, rule_set, facts, outcomes) VALUES (?, ?, ?, ?, ?)"
            + " USING TTL ?");
        this.selectOne = cql.prepare("SELECT rule_set, facts, outcomes FROM postern_facts WHERE bucket = ? AND message_id = ?");
        this.selectBucket = cql.prepare("SELECT rule_set, facts, outcomes FROM postern_facts WHERE bucket = ?");
    }

    @Override
    public void keep(KeptFacts kept) {
        String id = kept.facts().messageId();
        cql.execute(insert.bind(bucket(MessageId.time(id)), id, kept.ruleSet(), ByteBuffer.wrap(codec.encode(kept.facts())),
            kept.outcomes(), lifetimeSeconds));
    }

    @Override
    public Optional<KeptFacts> find(String messageId) {
        return Optional.ofNullable(cql.execute(selectOne.bind(bucket(MessageId.time(messageId)), messageId)).one()).map(this::read);
    }

    @Override
    public void read(Instant from, Instant to, Predicate<KeptFacts> each) {
        Cql.guard(() -> {
            for (Instant bucket = bucket(from); bucket.isBefore(to); bucket = bucket.plus(BUCKET)) {
                for (Row row : cql.execute(selectBucket.bind(bucket))) {
                    KeptFacts kept = read(row);
                    Instant received = MessageId.time(kept.facts().messageId());
                    if (!received.isBefore(from) && received.isBefore(to) && !each.test(kept)) {
                        return null;
                    }
                }
            }
            return null;
        });
    }

    private KeptFacts read(Row row) {
        return new KeptFacts(codec.decode(ByteUtils.getArray(row.getByteBuffer("facts"))), row.getString("rule_set"),
            row.getMap("outcomes", String.class, String.class));
    }

    private static Instant bucket(Instant time) {
        long length = BUCKET.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), length) * length);
    }
}
