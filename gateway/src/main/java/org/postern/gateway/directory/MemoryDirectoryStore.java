// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Profiles and readings in memory: for one node, and only until it stops. */
public final class MemoryDirectoryStore implements DirectoryStore {
    private record Kept(Snapshot snapshot, Contents contents) {
    }

    private record Lease(UUID owner, Instant until) {
    }

    private final Clock clock;
    private final Map<String, StoredProfile> profiles = new TreeMap<>();
    private final Map<String, Kept> readings = new HashMap<>();
    private final Map<String, SyncState> states = new HashMap<>();
    private final Map<String, Lease> leases = new HashMap<>();

    public MemoryDirectoryStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized List<StoredProfile> profiles() {
        return List.copyOf(profiles.values());
    }

    @Override
    public synchronized boolean save(Optional<UUID> seen, StoredProfile profile) {
        Optional<UUID> present = Optional.ofNullable(profiles.get(profile.profile().name())).map(StoredProfile::tag);
        if (!present.equals(seen)) {
            return false;
        }
        profiles.put(profile.profile().name(), profile);
        return true;
    }

    @Override
    public synchronized boolean delete(String profile) {
        readings.remove(profile);
        states.remove(profile);
        return profiles.remove(profile) != null;
    }

    @Override
    public synchronized Optional<Snapshot> snapshot(String profile) {
        return Optional.ofNullable(readings.get(profile)).map(Kept::snapshot);
    }

    @Override
    public synchronized Optional<Contents> contents(String profile, Snapshot snapshot) {
        return Optional.ofNullable(readings.get(profile)).filter(kept -> kept.snapshot().id().equals(snapshot.id())).map(Kept::contents);
    }

    @Override
    public synchronized void publish(String profile, Snapshot snapshot, Contents contents) {
        readings.put(profile, new Kept(snapshot, contents));
    }

    @Override
    public synchronized Optional<SyncState> syncState(String profile) {
        return Optional.ofNullable(states.get(profile));
    }

    @Override
    public synchronized void saveSyncState(String profile, SyncState state) {
        states.put(profile, state);
    }

    @Override
    public synchronized boolean lease(String profile, UUID owner, Duration time) {
        Lease present = leases.get(profile);
        if (present != null && !present.owner().equals(owner) && present.until().isAfter(clock.instant())) {
            return false;
        }
        leases.put(profile, new Lease(owner, clock.instant().plus(time)));
        return true;
    }

    @Override
    public synchronized void release(String profile, UUID owner) {
        leases.computeIfPresent(profile, (name, lease) -> lease.owner().equals(owner) ? null : lease);
    }
}
