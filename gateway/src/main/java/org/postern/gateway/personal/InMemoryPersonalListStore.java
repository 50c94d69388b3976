// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.personal;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps people's own lists in this process alone, for servers without a database and for tests. */
public final class InMemoryPersonalListStore implements PersonalListStore {
    private final Map<String, NavigableMap<String, PersonalEntry>> lists = new ConcurrentHashMap<>();

    @Override
    public List<PersonalEntry> entries(String owner) {
        return List.copyOf(lists.getOrDefault(owner, new ConcurrentSkipListMap<>()).values());
    }

    @Override
    public void save(String owner, PersonalEntry entry) {
        lists.computeIfAbsent(owner, any -> new ConcurrentSkipListMap<>()).put(entry.value(), entry);
    }

    @Override
    public void delete(String owner, String value) {
        lists.getOrDefault(owner, new ConcurrentSkipListMap<>()).remove(value);
    }
}
