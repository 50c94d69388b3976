// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where profiles and what was read of their directories are kept, so that it is there when the directory is not. Every method throws
 * {@link org.postern.gateway.StorageUnavailableException} when the store cannot be asked.
 */
public interface DirectoryStore {

    /** All profiles in order of their names; there are few. */
    List<StoredProfile> profiles();

    /**
     * Stores a profile.
     *
     * @param seen tag of the state that is replaced; empty for a new profile
     * @return {@code false} when it is in another state, or the name is taken
     */
    boolean save(Optional<UUID> seen, StoredProfile profile);

    /** Removes a profile and all that was read of its directory; {@code false} when there is none. */
    boolean delete(String profile);

    /** The newest reading of a profile's directory. */
    Optional<Snapshot> snapshot(String profile);

    /** What was read; empty when it has been replaced meanwhile. */
    Optional<Contents> contents(String profile, Snapshot snapshot);

    /** Puts a reading in place of the last one; whoever reads meanwhile gets one of them whole. */
    void publish(String profile, Snapshot snapshot, Contents contents);

    /** How the last reading goes or went. */
    Optional<SyncState> syncState(String profile);

    void saveSyncState(String profile, SyncState state);

    /**
     * Takes the right to read a directory, or prolongs it.
     *
     * @param owner who asks
     * @param time  after which the right ends by itself
     * @return whether the right is now the owner's
     */
    boolean lease(String profile, UUID owner, Duration time);

    /** Ends the owner's right early. */
    void release(String profile, UUID owner);
}
