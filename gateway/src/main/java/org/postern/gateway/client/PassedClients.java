// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers clients that behaved as mail servers do, so that their next mail need not wait. Addresses, not networks: a robot beside a
 * mail server is no mail server. What this node has seen stands in memory; behind it stands the store of all nodes, which is read once
 * when a client comes that this node does not know, and written behind the answer. Nothing waits for the store.
 */
final class PassedClients {
    private static final int MOST = 200_000;
    private static final int MOST_ASKED_AT_ONCE = 64;
    /** An end is written down again when it has moved by this part of the lifetime. */
    private static final int RENEWALS = 10;
    private static final Logger LOGGER = LoggerFactory.getLogger(PassedClients.class);

    /** What is known of one, and the end that the store has been told. */
    private record Known(Instant end, Instant told) {
    }

    private final Duration lifetime;
    private final PassedClientStore store;
    private final Clock clock;
    private final Semaphore asking = new Semaphore(MOST_ASKED_AT_ONCE);
    private final AtomicBoolean away = new AtomicBoolean();
    private final Map<String, Known> clients = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    PassedClients(Duration lifetime, PassedClientStore store, Clock clock) {
        this.lifetime = lifetime;
        this.store = store;
        this.clock = clock;
    }

    void add(String address) {
        Instant now = clock.instant();
        Instant end = now.plus(lifetime);
        if (note(address, end)) {
            store.save(address, end, now).whenComplete((done, failure) -> {
                heard(failure);
                if (failure != null) {
                    untold(address);
                }
            });
        }
    }

    /** What the store remembers of a client; nothing when it is away, or when very many are asked about. */
    CompletionStage<Optional<Instant>> recall(String address) {
        if (!asking.tryAcquire()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return store.find(address, clock.instant()).handle((end, failure) -> {
            asking.release();
            heard(failure);
            return failure == null ? end : Optional.empty();
        });
    }

    synchronized void recalled(String address, Instant end) {
        clients.putIfAbsent(address, new Known(end, end));
    }

    /** Forgets one that this node knows; of others the store knows nothing, or it is being asked. */
    void remove(String address) {
        if (take(address)) {
            forget(address);
        }
    }

    /** Forgets one that the store knows. */
    void forget(String address) {
        store.remove(address).whenComplete((done, failure) -> heard(failure));
    }

    synchronized boolean contains(String address) {
        Known known = clients.get(address);
        return known != null && clock.instant().isBefore(known.end());
    }

    private synchronized boolean note(String address, Instant end) {
        Known before = clients.get(address);
        boolean tell = before == null || Duration.between(before.told(), end).compareTo(lifetime.dividedBy(RENEWALS)) >= 0;
        clients.put(address, new Known(end, tell ? end : before.told()));
        return tell;
    }

    private synchronized void untold(String address) {
        clients.computeIfPresent(address, (same, known) -> new Known(known.end(), Instant.EPOCH));
    }

    private synchronized boolean take(String address) {
        return clients.remove(address) != null;
    }

    private void heard(Throwable failure) {
        // Once for each time it goes away, not for each client.
        if (away.getAndSet(failure != null) != (failure != null) && failure != null) {
            LOGGER.warn("Clients that have passed are remembered by this node alone for now: {}", failure.getMessage());
        }
    }
}
