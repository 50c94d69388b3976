// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.lists;

import java.net.IDN;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import org.postern.gateway.StorageUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Welcomelist and blocklist as this node sees them: kept in memory, compared with the store every {@link #LOOK_EVERY}, so that all nodes
 * use a change within five seconds. A store that is away changes nothing, and one that does not answer is not waited for; as long as it
 * has never been read, nothing is known of any address, which is not the same as that no entry speaks of it. Safe for use by many threads.
 */
public final class AddressLists {
    static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
    /** How long what is known already is held back for what may be new. */
    private static final Duration MOMENT = Duration.ofMillis(300);
    private static final Logger LOGGER = LoggerFactory.getLogger(AddressLists.class);
    private static final Comparator<AddressEntry> ORDER = Comparator.comparing(AddressEntry::kind).thenComparing(AddressEntry::value);

    private final AddressListStore store;
    private final Clock clock;
    private final Executor beside;
    private final ReentrantLock looking = new ReentrantLock();
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
    private volatile boolean answering = true;
    private volatile Instant nextLook = Instant.MIN;
    private volatile Snapshot snapshot = new Snapshot(Optional.empty(), List.of(), new EntryIndex(List.of()));

    private record Snapshot(Optional<String> version, List<AddressEntry> entries, EntryIndex index) {
    }

    /** With what looks into the store beside those who ask, which are the threads that all connections share. */
    public AddressLists(AddressListStore store, Clock clock, Executor beside) {
        this.store = store;
        this.clock = clock;
        this.beside = beside;
    }

    /** Entries of both lists for the address of a client; throws {@link StorageUnavailableException} when the lists were never read. */
    public List<AddressEntry> ofClient(String address) {
        return valid(current().index().ofClient(address));
    }

    /** Entries of both lists for an envelope sender; throws {@link StorageUnavailableException} when the lists were never read. */
    public List<AddressEntry> ofSender(String sender) {
        return valid(current().index().ofSender(sender));
    }

    /** Entries of both lists for a recipient; throws {@link StorageUnavailableException} when the lists were never read. */
    public List<AddressEntry> ofRecipient(String recipient) {
        return valid(current().index().ofRecipient(recipient));
    }

    /**
     * Entries of one list in the order of kind and value, as the store has them now.
     *
     * @param words text that must occur in value, comment or owner, case aside; empty for all
     * @param after only entries that come after this one in the order
     * @param limit most entries, more than zero
     */
    public List<AddressEntry> page(ListName list, String words, Optional<EntryKind> kind, Optional<AddressEntry> after, int limit) {
        String wanted = words.toLowerCase(Locale.ROOT);
        return valid(refreshed().entries()).stream()
            .filter(entry -> entry.list() == list && kind.filter(other -> other != entry.kind()).isEmpty())
            .filter(entry -> after.filter(last -> ORDER.compare(last, entry) >= 0).isEmpty())
            .filter(entry -> wanted.isEmpty() || searched(entry).contains(wanted))
            .limit(limit)
            .toList();
    }

    /** International domains are kept in Punycode, and looked for as people write them too. */
    private static String searched(AddressEntry entry) {
        int domain = entry.value().lastIndexOf('@') + 1;
        String written = entry.value().substring(0, domain) + IDN.toUnicode(entry.value().substring(domain));
        return String.join("\n", entry.value(), written, entry.comment(), entry.owner()).toLowerCase(Locale.ROOT);
    }

    /** One entry. */
    public Optional<AddressEntry> find(ListName list, String id) {
        return valid(refreshed().entries()).stream().filter(entry -> entry.list() == list && entry.id().equals(id)).findFirst();
    }

    /** Adds or replaces entries; throws {@link StorageUnavailableException} when they could not be kept. */
    public void save(Collection<AddressEntry> entries) {
        store.save(entries);
        nextLook = Instant.MIN;
    }

    /** Removes an entry; throws {@link StorageUnavailableException} when that is not certain. */
    public void delete(ListName list, Collection<String> ids) {
        store.delete(list, ids);
        nextLook = Instant.MIN;
    }

    private List<AddressEntry> valid(List<AddressEntry> entries) {
        Instant now = clock.instant();
        return entries.stream().filter(entry -> !entry.expired(now)).toList();
    }

    private Snapshot current() {
        if (!clock.instant().isBefore(nextLook)) {
            CompletableFuture<Void> look = lookBeside();
            if (snapshot.version().isEmpty()) {
                answering = await(look, FIRST_LOOK);
            } else if (answering) {
                answering = await(look, MOMENT);
            }
        }
        if (snapshot.version().isEmpty()) {
            throw new StorageUnavailableException("the address lists have never been read", null);
        }
        return snapshot;
    }

    /** One look at a time, for all who ask meanwhile. */
    private synchronized CompletableFuture<Void> lookBeside() {
        if (underWay.isDone()) {
            underWay = CompletableFuture.runAsync(() -> {
                try {
                    refreshed();
                    answering = true;
                } catch (StorageUnavailableException e) {
                    LOGGER.warn("The store of address lists is away, they stay as they are: {}", e.getMessage());
                } catch (RuntimeException e) {
                    LOGGER.error("The address lists cannot be read, they stay as they are", e);
                } finally {
                    nextLook = clock.instant().plus(LOOK_EVERY);
                }
            }, beside);
        }
        return underWay;
    }

    private static boolean await(CompletableFuture<Void> look, Duration most) {
        try {
            look.get(most.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            LOGGER.debug("The address lists are looked at later", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private Snapshot refreshed() {
        looking.lock();
        try {
            look();
            return snapshot;
        } finally {
            looking.unlock();
        }
    }

    private void look() {
        String version = store.version();
        if (!snapshot.version().equals(Optional.of(version))) {
            // Read after the version: what is written meanwhile is at worst read once more.
            List<AddressEntry> entries = store.entries().stream().sorted(ORDER).toList();
            snapshot = new Snapshot(Optional.of(version), entries, new EntryIndex(entries));
            LOGGER.info("Address lists with {} entries are in force", entries.size());
        }
    }
}
