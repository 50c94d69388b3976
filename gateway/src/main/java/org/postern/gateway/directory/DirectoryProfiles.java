// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Administration of profiles. A profile is tried before it is stored, and its directory is read as soon as it is. */
public final class DirectoryProfiles {
    private static final int SAMPLE = 5;

    private final DirectoryStore store;
    private final DirectoryServer server;
    private final DirectorySync sync;
    private final Directories directories;
    private final ProfileJson json = new ProfileJson();

    public DirectoryProfiles(DirectoryStore store, DirectoryServer server, DirectorySync sync, Directories directories) {
        this.store = store;
        this.server = server;
        this.sync = sync;
        this.directories = directories;
    }

    /** All profiles in order of their names. */
    public List<StoredProfile> list() {
        return store.profiles();
    }

    /** One profile. */
    public Optional<StoredProfile> find(String name) {
        return store.profiles().stream().filter(one -> one.profile().name().equals(name)).findFirst();
    }

    /** How the last reading of a profile's directory goes or went. */
    public Optional<SyncState> syncState(String name) {
        return store.syncState(name);
    }

    /**
     * Reads a profile as it was written. A password that is left out stays as it is, as long as it goes to the same servers in the same
     * way: who may change a profile may not learn its password by sending it elsewhere.
     *
     * @throws IllegalArgumentException with a text for people
     */
    public Profile read(JsonNode written, Optional<Profile> before) {
        if (PasswordSeal.isSealed(written.path("bindPassword").asText())) {
            throw new IllegalArgumentException("'bindPassword' must be the password itself");
        }
        if (before.isEmpty() || !written.isObject() || written.hasNonNull("bindPassword") || written.hasNonNull("bindPasswordFile")
            || !written.hasNonNull("bindName") || before.get().connection().bindPassword().isEmpty()) {
            return json.read(written);
        }
        Connection kept = before.get().connection();
        Profile profile = json.read(((ObjectNode) written.deepCopy()).put("bindPassword", kept.bindPassword().get()));
        Connection next = profile.connection();
        if (!next.servers().equals(kept.servers()) || next.security() != kept.security() || next.verify() != kept.verify()
            || !next.caFile().equals(kept.caFile()) || !next.bindName().equals(kept.bindName())) {
            throw new IllegalArgumentException("'bindPassword' must be given again when 'servers', 'security', 'verify', 'caFile' or "
                + "'bindName' change");
        }
        return profile;
    }

    /**
     * Tries a profile.
     *
     * @return some people that it finds, at least one
     * @throws DirectoryException when it finds nobody, or no server answers
     */
    public List<Person> test(Profile profile) throws DirectoryException {
        List<Person> people = server.sample(profile, SAMPLE);
        if (people.isEmpty()) {
            throw new DirectoryException("nobody with an address was found; check 'base', 'filter' and 'mailAttributes'");
        }
        return people;
    }

    /**
     * Stores a profile and begins to read its directory.
     *
     * @param seen tag of the state that is replaced; empty for a new profile
     * @return empty when it is in another state, or the name is taken
     */
    public Optional<StoredProfile> save(Optional<UUID> seen, Profile profile) {
        StoredProfile stored = new StoredProfile(UUID.randomUUID(), profile);
        if (!store.save(seen, stored)) {
            return Optional.empty();
        }
        directories.refresh();
        sync.request(profile.name());
        return Optional.of(stored);
    }

    /** Removes a profile and all that was read of its directory; {@code false} when there is none. */
    public boolean delete(String name) {
        boolean deleted = store.delete(name);
        directories.refresh();
        return deleted;
    }
}
