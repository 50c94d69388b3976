// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Holds of one node, lost when it stops. */
public final class InMemoryHoldStore implements HoldStore {
    private final Map<String, Hold> holds = new ConcurrentSkipListMap<>();

    @Override
    public List<Hold> all() {
        return List.copyOf(holds.values());
    }

    @Override
    public void put(Hold hold) {
        holds.put(hold.name(), hold);
    }

    @Override
    public void remove(String name) {
        holds.remove(name);
    }
}
