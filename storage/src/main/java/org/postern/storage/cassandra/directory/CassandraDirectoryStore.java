// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.directory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.postern.gateway.directory.Contents;
import org.postern.gateway.directory.ContentsCodec;
import org.postern.gateway.directory.DirectoryStore;
import org.postern.gateway.directory.ProfileJson;
import org.postern.gateway.directory.Snapshot;
import org.postern.gateway.directory.StoredProfile;
import org.postern.gateway.directory.SyncState;
import org.postern.gateway.directory.SyncStateJson;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * Directories in Cassandra. A reading is stored in pieces under a name of its own and pointed to when it is whole; the one before is kept
 * for a while, since other nodes may be reading it. Profiles and leases are decided by lightweight transactions, readings are plain.
 */
public final class CassandraDirectoryStore implements DirectoryStore {
    private static final Logger LOGGER = LoggerFactory.getLogger(CassandraDirectoryStore.class);
    private static final String APPLIED = "[applied]";
    private static final String REALM = "gateway";
    private static final String LEASE = "directory/";
    private static final int CHUNK = 512 * 1024;
    private static final int AFTER_REPLACEMENT = TimeToLive.seconds(Duration.ofHours(1));

    private final Cql cql;
    private final ProfileJson profiles = new ProfileJson();
    private final ContentsCodec codec = new ContentsCodec();
    private final SyncStateJson states = new SyncStateJson();
    private final PreparedStatement list;
    private final PreparedStatement create;
    private final PreparedStatement replace;
    private final PreparedStatement delete;
    private final PreparedStatement state;
    private final PreparedStatement point;
    private final PreparedStatement saveState;
    private final PreparedStatement deleteState;
    private final PreparedStatement chunk;
    private final PreparedStatement putChunk;
    private final PreparedStatement takeLease;
    private final PreparedStatement keepLease;
    private final PreparedStatement deleteLease;

    public CassandraDirectoryStore(Cql cql) {
        this.cql = cql;
        this.list = cql.prepare("SELECT name, tag, profile FROM postern_directory_profile WHERE realm = ?");
        this.create = cql.prepare("INSERT INTO postern_directory_profile (realm, name, tag, profile) VALUES (?, ?, ?, ?) IF NOT EXISTS");
        this.replace = cql.prepare("UPDATE postern_directory_profile SET tag = ?, profile = ? WHERE realm = ? AND name = ? IF tag = ?");
        this.delete = cql.prepare("DELETE FROM postern_directory_profile WHERE realm = ? AND name = ? IF EXISTS");
        this.state = cql.prepare("SELECT snapshot, read_at, chunks, sync FROM postern_directory_state WHERE profile = ?");
        this.point = cql.prepare("UPDATE postern_directory_state SET snapshot = ?, read_at = ?, chunks = ? WHERE profile = ?");
        this.saveState = cql.prepare("UPDATE postern_directory_state SET sync = ? WHERE profile = ?");
        this.deleteState = cql.prepare("DELETE FROM postern_directory_state WHERE profile = ?");
        this.chunk = cql.prepare("SELECT content FROM postern_directory_chunk WHERE snapshot = ? AND number = ?");
        this.putChunk = cql.prepare("INSERT INTO postern_directory_chunk (snapshot, number, content) VALUES (?, ?, ?) USING TTL ?");
        this.takeLease = cql.prepare("INSERT INTO postern_lease (name, owner) VALUES (?, ?) IF NOT EXISTS USING TTL ?");
        this.keepLease = cql.prepare("UPDATE postern_lease USING TTL ? SET owner = ? WHERE name = ? IF owner = ?");
        this.deleteLease = cql.prepare("DELETE FROM postern_lease WHERE name = ? IF owner = ?");
    }

    @Override
    public List<StoredProfile> profiles() {
        return Cql.guard(() -> {
            List<StoredProfile> found = new ArrayList<>();
            for (Row row : cql.execute(list.bind(REALM))) {
                try {
                    found.add(new StoredProfile(row.getUuid("tag"), profiles.read(row.getString("profile"))));
                } catch (IllegalArgumentException e) {
                    LOGGER.error("The directory profile {} was stored by another version and cannot be used", row.getString("name"), e);
                }
            }
            return found;
        });
    }

    @Override
    public boolean save(Optional<UUID> seen, StoredProfile profile) {
        String name = profile.profile().name();
        String text = profiles.write(profile.profile());
        Row answer = seen.isPresent()
            ? cql.decide(replace.bind(profile.tag(), text, REALM, name, seen.get()))
            : cql.decide(create.bind(REALM, name, profile.tag(), text));
        // A transaction that is sent twice finds its own work done.
        return answer.getBoolean(APPLIED)
            || answer.getColumnDefinitions().contains("tag") && profile.tag().equals(answer.getUuid("tag"));
    }

    @Override
    public boolean delete(String profile) {
        boolean present = profiles().stream().anyMatch(one -> one.profile().name().equals(profile));
        expire(row(profile));
        boolean deleted = cql.decide(delete.bind(REALM, profile)).getBoolean(APPLIED);
        cql.execute(deleteState.bind(profile));
        return deleted || present;
    }

    @Override
    public Optional<Snapshot> snapshot(String profile) {
        return row(profile).filter(row -> row.getUuid("snapshot") != null)
            .map(row -> new Snapshot(row.getUuid("snapshot"), row.getInstant("read_at")));
    }

    @Override
    public Optional<Contents> contents(String profile, Snapshot snapshot) {
        Optional<Row> row = row(profile).filter(found -> snapshot.id().equals(found.getUuid("snapshot")));
        if (row.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int number = 0; number < row.get().getInt("chunks"); number++) {
            Row part = cql.execute(chunk.bind(snapshot.id(), number)).one();
            if (part == null) {
                return Optional.empty();
            }
            ByteBuffer content = part.getByteBuffer("content");
            byte[] piece = new byte[content.remaining()];
            content.get(piece);
            bytes.writeBytes(piece);
        }
        return Optional.of(codec.read(bytes.toByteArray()));
    }

    @Override
    public void publish(String profile, Snapshot snapshot, Contents contents) {
        byte[] bytes = codec.write(contents);
        int number = 0;
        for (int start = 0; start < bytes.length; start += CHUNK) {
            cql.execute(putChunk.bind(snapshot.id(), number++, ByteBuffer.wrap(bytes, start, Math.min(CHUNK, bytes.length - start)), 0));
        }
        Optional<Row> before = row(profile);
        cql.execute(point.bind(snapshot.id(), snapshot.readAt(), number, profile));
        expire(before);
    }

    /** Writes the pieces again with an end, so that whoever is reading them can finish. */
    private void expire(Optional<Row> reading) {
        if (reading.isEmpty() || reading.get().getUuid("snapshot") == null) {
            return;
        }
        UUID snapshot = reading.get().getUuid("snapshot");
        for (int number = 0; number < reading.get().getInt("chunks"); number++) {
            Row part = cql.execute(chunk.bind(snapshot, number)).one();
            if (part != null) {
                cql.execute(putChunk.bind(snapshot, number, part.getByteBuffer("content"), AFTER_REPLACEMENT));
            }
        }
    }

    @Override
    public Optional<SyncState> syncState(String profile) {
        return row(profile).map(row -> row.getString("sync")).map(states::read);
    }

    @Override
    public void saveSyncState(String profile, SyncState next) {
        cql.execute(saveState.bind(states.write(next), profile));
    }

    @Override
    public boolean lease(String profile, UUID owner, Duration time) {
        int seconds = TimeToLive.seconds(time);
        Row answer = cql.decide(takeLease.bind(LEASE + profile, owner, seconds));
        if (answer.getBoolean(APPLIED)) {
            return true;
        }
        return owner.equals(answer.getUuid("owner"))
            && cql.decide(keepLease.bind(seconds, owner, LEASE + profile, owner)).getBoolean(APPLIED);
    }

    @Override
    public void release(String profile, UUID owner) {
        cql.decide(deleteLease.bind(LEASE + profile, owner));
    }

    private Optional<Row> row(String profile) {
        return Optional.ofNullable(cql.execute(state.bind(profile)).one());
    }
}
