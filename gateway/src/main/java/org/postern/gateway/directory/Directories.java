// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.postern.analysis.facts.DirectoryEntry;
import org.postern.analysis.facts.DirectoryFacts;
import org.postern.analysis.rules.who.MailAddressText;
import org.postern.gateway.StorageUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node knows of all directories, in memory: mail never waits for a directory or a store. A directory that is away, and a store
 * that is, change nothing about it.
 */
public final class Directories {
    private static final Logger LOGGER = LoggerFactory.getLogger(Directories.class);
    private static final int MOST_ADDRESSES = 2_000;
    private static final int MOST_GROUPS = 1_000;

    private final DirectoryStore store;
    private volatile Map<String, Directory> known = Map.of();

    /**
     * A profile with what was read of its directory.
     *
     * @param snapshot which reading it is, empty when there was none yet
     */
    public record Directory(Profile profile, Optional<Snapshot> snapshot, Optional<DirectoryIndex> index) {
    }

    public Directories(DirectoryStore store) {
        this.store = store;
    }

    /** All that are enabled, by name. */
    public Collection<Directory> enabled() {
        return known.values();
    }

    /** One that is enabled. */
    public Optional<Directory> find(String profile) {
        return Optional.ofNullable(known.get(profile));
    }

    /** Looks into the store for changed profiles and newer readings; called every few seconds. */
    public synchronized void refresh() {
        try {
            Map<String, Directory> next = new TreeMap<>();
            for (StoredProfile stored : store.profiles()) {
                Profile profile = stored.profile();
                if (profile.enabled()) {
                    next.put(profile.name(), refreshed(profile, Optional.ofNullable(known.get(profile.name()))));
                }
            }
            known = Collections.unmodifiableMap(next);
        } catch (StorageUnavailableException e) {
            LOGGER.warn("The store of directories is away, what is known of them stays as it is: {}", e.getMessage());
        }
    }

    private Directory refreshed(Profile profile, Optional<Directory> before) {
        Optional<Snapshot> newest = store.snapshot(profile.name());
        if (before.isPresent() && newest.equals(before.get().snapshot())) {
            return new Directory(profile, newest, before.get().index());
        }
        Optional<DirectoryIndex> index = newest.flatMap(snapshot -> store.contents(profile.name(), snapshot)).map(DirectoryIndex::new);
        if (newest.isPresent() && index.isEmpty()) {
            // Replaced while it was read; the next look finds the newer one.
            return new Directory(profile, before.flatMap(Directory::snapshot), before.flatMap(Directory::index));
        }
        return new Directory(profile, newest, index);
    }

    /** What the directories say of these addresses; too many of them are told as passed over. */
    public DirectoryFacts facts(Collection<String> addresses) {
        Map<String, Directory> now = known;
        if (now.isEmpty()) {
            return DirectoryFacts.none();
        }
        Set<String> answered = new LinkedHashSet<>();
        Set<String> unanswered = new LinkedHashSet<>();
        now.forEach((name, directory) -> (directory.index().isPresent() ? answered : unanswered).add(name));
        List<DirectoryEntry> entries = new ArrayList<>();
        Set<String> passedOver = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        for (String address : addresses) {
            String comparable = MailAddressText.comparable(address);
            if (seen.size() >= MOST_ADDRESSES && !seen.contains(comparable)) {
                passedOver.add(comparable);
            } else if (!comparable.isEmpty() && seen.add(comparable)) {
                now.values().forEach(directory -> directory.index().flatMap(index -> index.entry(directory.profile().name(), comparable))
                    .ifPresent(entry -> add(entry, entries, passedOver)));
            }
        }
        return new DirectoryFacts(answered, unanswered, entries, passedOver);
    }

    private static void add(DirectoryEntry entry, List<DirectoryEntry> entries, Set<String> passedOver) {
        if (entry.groups().size() + entry.inherited().size() > MOST_GROUPS) {
            passedOver.add(entry.address());
        } else {
            entries.add(entry);
        }
    }

    /** Whether any directory that is responsible for its domain knows the address. */
    public boolean knows(String address) {
        String comparable = MailAddressText.comparable(address);
        return responsible(comparable).stream().flatMap(directory -> directory.index().stream())
            .anyMatch(index -> index.byAddress(comparable).isPresent());
    }

    /** The directories that are responsible for the domain of an address. */
    public List<Directory> responsible(String address) {
        String domain = MailAddressText.domain(address);
        return known.values().stream().filter(directory -> directory.profile().covers(domain)).toList();
    }

    /** Owners of an address by profile. */
    public Map<String, Person> owners(String address) {
        String comparable = MailAddressText.comparable(address);
        Map<String, Person> owners = new HashMap<>();
        known.forEach((name, directory) -> directory.index().flatMap(index -> index.byAddress(comparable))
            .ifPresent(person -> owners.put(name, person)));
        return owners;
    }
}
