// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.statistics;

import java.time.Clock;
import java.time.Duration;

import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.InMemoryEventStore;

class InMemoryRollupTest implements RollupContract {
    private final EventStore events = new InMemoryEventStore(Clock.systemUTC(), Duration.ofDays(366));
    private final StatisticsStore statistics = new InMemoryStatisticsStore(Clock.systemUTC());

    @Override
    public EventStore events() {
        return events;
    }

    @Override
    public StatisticsStore statistics() {
        return statistics;
    }
}
