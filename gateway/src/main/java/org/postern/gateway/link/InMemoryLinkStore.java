// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.link;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps links in this process alone, for servers without a database and for tests. */
public final class InMemoryLinkStore implements LinkStore {
    private final Clock clock;
    private final Map<String, AccessLink> links = new ConcurrentHashMap<>();

    public InMemoryLinkStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void save(AccessLink link) {
        links.values().removeIf(old -> !old.expiresAt().isAfter(clock.instant()));
        links.put(link.id(), link);
    }

    @Override
    public Optional<AccessLink> find(String id) {
        return Optional.ofNullable(links.get(id)).filter(link -> link.expiresAt().isAfter(clock.instant()));
    }

    @Override
    public void revoke(String recipient) {
        links.values().removeIf(link -> link.recipient().equals(recipient));
    }
}
