// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.StorageUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads directories when their time has come, or when somebody asks, on one node of the cluster at a time. A reading that fails leaves
 * what was read before.
 */
public final class DirectorySync implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DirectorySync.class);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration TELL_EVERY = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);
    private static final int AT_ONCE = 2;

    private final DirectoryStore store;
    private final DirectoryServer server;
    private final Directories directories;
    private final String node;
    private final Clock clock;
    private final Metric done;
    private final Metric failed;
    private final Set<String> mine = ConcurrentHashMap.newKeySet();
    private final ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "postern-directory");
        thread.setDaemon(true);
        return thread;
    });

    /** What became of a wish to read a directory now. */
    public enum Request {
        STARTED,
        /** It is being read already, here or on another node. */
        RUNNING,
        /** There is no such profile, or it is not enabled. */
        NOT_FOUND
    }

    /**
     * @param node name of this node, told in the state
     */
    public DirectorySync(DirectoryStore store, DirectoryServer server, Directories directories, String node, Clock clock,
                         MetricFactory metrics) {
        this.store = store;
        this.server = server;
        this.directories = directories;
        this.node = node;
        this.clock = clock;
        this.done = metrics.generate("postern.directory.syncs");
        this.failed = metrics.generate("postern.directory.failures");
    }

    /** Begins to read a directory whose last reading is not older than its time, or was never tried. */
    public void runDue() {
        directories.refresh();
        for (Directories.Directory directory : directories.enabled()) {
            try {
                Profile profile = directory.profile();
                if (isDue(profile)) {
                    begin(profile, true);
                }
            } catch (StorageUnavailableException e) {
                LOGGER.warn("Directory {} is not read now: {}", directory.profile().name(), e.getMessage());
            }
        }
    }

    /** Begins to read a directory now. */
    public Request request(String profile) {
        return enabled(profile).map(one -> begin(one, false) ? Request.STARTED : Request.RUNNING).orElse(Request.NOT_FOUND);
    }

    /**
     * Reads a directory now, on this thread. Interrupting the thread breaks the reading off.
     *
     * @return how it ended; empty when there is no such profile, or its directory is being read already, here or on another node
     */
    public Optional<SyncState> readNow(String profile) {
        return enabled(profile).flatMap(one -> take(one, false)).map(this::run);
    }

    private Optional<Profile> enabled(String profile) {
        return store.profiles().stream().map(StoredProfile::profile).filter(one -> one.name().equals(profile) && one.enabled())
            .findFirst();
    }

    private boolean isDue(Profile profile) {
        Optional<SyncState> last = store.syncState(profile.name());
        if (last.isEmpty() || last.get().status() == SyncState.Status.RUNNING) {
            // Whoever is said to run may have died; then the lease is free.
            return true;
        }
        Duration pause = last.get().status() == SyncState.Status.FAILED && profile.syncEvery().compareTo(AFTER_FAILURE) > 0
            ? AFTER_FAILURE : profile.syncEvery();
        return !last.get().finished().orElse(last.get().started()).plus(pause).isAfter(clock.instant());
    }

    /** The right to read a directory, and that it is being read. */
    private record Reading(Profile profile, UUID owner, SyncState state) {
    }

    private boolean begin(Profile profile, boolean onlyWhenDue) {
        Optional<Reading> reading = take(profile, onlyWhenDue);
        try {
            reading.ifPresent(taken -> executor.execute(() -> run(taken)));
        } catch (RejectedExecutionException e) {
            LOGGER.debug("Directory {} is not read: this node stops", profile.name());
            end(reading.get());
            return false;
        }
        return reading.isPresent();
    }

    private Optional<Reading> take(Profile profile, boolean onlyWhenDue) {
        if (!mine.add(profile.name())) {
            return Optional.empty();
        }
        UUID owner = UUID.randomUUID();
        Optional<Reading> reading = Optional.empty();
        try {
            // Another node may have ended its reading between our look at its state and the lease.
            if (store.lease(profile.name(), owner, LEASE)) {
                if (!onlyWhenDue || isDue(profile)) {
                    SyncState state = SyncState.running(node, clock.instant(), 0);
                    store.saveSyncState(profile.name(), state);
                    reading = Optional.of(new Reading(profile, owner, state));
                } else {
                    store.release(profile.name(), owner);
                }
            }
        } finally {
            if (reading.isEmpty()) {
                mine.remove(profile.name());
            }
        }
        return reading;
    }

    private SyncState run(Reading reading) {
        Profile profile = reading.profile();
        try {
            SyncState ended = finished(profile, reading.owner(), reading.state());
            store.saveSyncState(profile.name(), ended);
            return ended;
        } catch (StorageUnavailableException e) {
            LOGGER.warn("What was read of directory {} cannot be kept: {}", profile.name(), e.getMessage());
            failed.increment();
            return reading.state().failed(clock.instant(), "what was read cannot be kept: the storage is away");
        } catch (RuntimeException e) {
            LOGGER.error("Reading directory {} failed", profile.name(), e);
            failed.increment();
            return reading.state().failed(clock.instant(), "an error of the program; the log has it");
        } finally {
            end(reading);
        }
    }

    private void end(Reading reading) {
        mine.remove(reading.profile().name());
        release(reading.profile(), reading.owner());
    }

    private SyncState finished(Profile profile, UUID owner, SyncState state) {
        Progress progress = new Progress(profile.name(), owner, state);
        try {
            Contents contents = server.read(profile, progress::tell);
            if (contents.people().isEmpty()) {
                throw new DirectoryException("nobody with an address was found; check 'base', 'filter' and 'mailAttributes'");
            }
            store.publish(profile.name(), new Snapshot(UUID.randomUUID(), clock.instant()), contents);
            // Before the state tells that it is done: who waits for that asks next.
            directories.refresh();
            done.increment();
            LOGGER.info("Directory {} has {} people with {} addresses and {} groups", profile.name(), contents.people().size(),
                contents.addresses(), contents.groups().size());
            return state.done(clock.instant(), contents.people().size());
        } catch (DirectoryException | CancellationException e) {
            failed.increment();
            // The mark is taken away: it would go on to the store, which is to be told.
            String problem = Thread.interrupted() ? "it was broken off" : e.getMessage();
            LOGGER.warn("Directory {} could not be read, what was read before is used: {}", profile.name(), problem);
            return state.failed(clock.instant(), problem);
        }
    }

    private void release(Profile profile, UUID owner) {
        try {
            store.release(profile.name(), owner);
        } catch (StorageUnavailableException e) {
            LOGGER.warn("The right to read directory {} could not be given back; it ends after {}", profile.name(), LEASE);
        }
    }

    /** Tells other nodes how far it is, and keeps the lease, without asking the store for each entry. */
    private final class Progress {
        private final String profile;
        private final UUID owner;
        private final SyncState state;
        private Instant next;

        Progress(String profile, UUID owner, SyncState state) {
            this.profile = profile;
            this.owner = owner;
            this.state = state;
            this.next = state.started().plus(TELL_EVERY);
        }

        void tell(long entries) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException();
            }
            if (clock.instant().isBefore(next)) {
                return;
            }
            next = clock.instant().plus(TELL_EVERY);
            store.lease(profile, owner, LEASE);
            store.saveSyncState(profile, SyncState.running(state.node(), state.started(), entries));
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
