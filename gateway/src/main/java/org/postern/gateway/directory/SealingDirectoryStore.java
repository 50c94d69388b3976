// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A store to which passwords go encrypted, and from which they come readable. One that this node's key does not open stays as it is: the
 * profile is known all the same, with what others read of its directory.
 */
public final class SealingDirectoryStore implements DirectoryStore {
    private final DirectoryStore store;
    private final PasswordSeal seal;

    public SealingDirectoryStore(DirectoryStore store, PasswordSeal seal) {
        this.store = store;
        this.seal = seal;
    }

    /**
     * Encrypts the passwords that lie in the store as they were given; may be done by several nodes at once.
     *
     * @return how many this node has encrypted
     */
    public int sealOld() {
        int count = 0;
        for (StoredProfile stored : store.profiles()) {
            boolean plain = stored.profile().connection().bindPassword().filter(password -> !PasswordSeal.isSealed(password)).isPresent();
            if (plain && store.save(Optional.of(stored.tag()), new StoredProfile(UUID.randomUUID(), sealed(stored.profile())))) {
                count++;
            }
        }
        return count;
    }

    @Override
    public List<StoredProfile> profiles() {
        return store.profiles().stream().map(stored -> new StoredProfile(stored.tag(), opened(stored.profile()))).toList();
    }

    @Override
    public boolean save(Optional<UUID> seen, StoredProfile profile) {
        return store.save(seen, new StoredProfile(profile.tag(), sealed(profile.profile())));
    }

    private Profile sealed(Profile profile) {
        return profile.with(profile.connection().withPassword(profile.connection().bindPassword()
            .map(password -> PasswordSeal.isSealed(password) ? password : seal.seal(password, profile.name()))));
    }

    private Profile opened(Profile profile) {
        return profile.with(profile.connection().withPassword(profile.connection().bindPassword()
            .map(password -> PasswordSeal.isSealed(password) ? seal.open(password, profile.name()).orElse(password) : password)));
    }

    @Override
    public boolean delete(String profile) {
        return store.delete(profile);
    }

    @Override
    public Optional<Snapshot> snapshot(String profile) {
        return store.snapshot(profile);
    }

    @Override
    public Optional<Contents> contents(String profile, Snapshot snapshot) {
        return store.contents(profile, snapshot);
    }

    @Override
    public void publish(String profile, Snapshot snapshot, Contents contents) {
        store.publish(profile, snapshot, contents);
    }

    @Override
    public Optional<SyncState> syncState(String profile) {
        return store.syncState(profile);
    }

    @Override
    public void saveSyncState(String profile, SyncState state) {
        store.saveSyncState(profile, state);
    }

    @Override
    public boolean lease(String profile, UUID owner, Duration time) {
        return store.lease(profile, owner, time);
    }

    @Override
    public void release(String profile, UUID owner) {
        store.release(profile, owner);
    }
}
