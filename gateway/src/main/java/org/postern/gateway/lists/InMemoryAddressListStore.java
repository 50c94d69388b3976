// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.lists;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps address lists in this process alone, for servers without a database and for tests. */
public final class InMemoryAddressListStore implements AddressListStore {
    private final Clock clock;
    private final Map<String, AddressEntry> entries = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    public InMemoryAddressListStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return String.valueOf(changes.get());
    }

    @Override
    public List<AddressEntry> entries() {
        Instant now = clock.instant();
        entries.values().removeIf(entry -> entry.expired(now));
        return List.copyOf(entries.values());
    }

    @Override
    public void save(Collection<AddressEntry> more) {
        more.forEach(entry -> entries.put(key(entry.list(), entry.id()), entry));
        changes.incrementAndGet();
    }

    @Override
    public void delete(ListName list, Collection<String> ids) {
        ids.forEach(id -> entries.remove(key(list, id)));
        changes.incrementAndGet();
    }

    private static String key(ListName list, String id) {
        return list.word() + ' ' + id;
    }
}
