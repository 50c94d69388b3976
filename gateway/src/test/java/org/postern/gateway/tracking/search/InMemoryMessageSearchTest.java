// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

import java.time.Clock;
import java.time.Duration;

import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.InMemoryEventStore;

class InMemoryMessageSearchTest implements MessageSearchContract {
    private final EventStore store = new InMemoryEventStore(Clock.systemUTC(), Duration.ofDays(366));

    @Override
    public EventStore store() {
        return store;
    }
}
