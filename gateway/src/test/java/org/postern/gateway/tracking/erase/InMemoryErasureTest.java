// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.erase;

import java.time.Clock;
import java.time.Duration;

import org.postern.gateway.statistics.InMemoryStatisticsStore;
import org.postern.gateway.statistics.StatisticsStore;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.InMemoryEventStore;

class InMemoryErasureTest implements ErasureContract {
    private final EventStore store = new InMemoryEventStore(Clock.systemUTC(), Duration.ofDays(366));
    private final StatisticsStore statistics = new InMemoryStatisticsStore(Clock.systemUTC());

    @Override
    public EventStore store() {
        return store;
    }

    @Override
    public StatisticsStore statistics() {
        return statistics;
    }
}
