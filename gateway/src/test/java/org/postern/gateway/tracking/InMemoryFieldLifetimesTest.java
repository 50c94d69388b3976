// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import java.time.Clock;
import java.time.Duration;

class InMemoryFieldLifetimesTest implements FieldLifetimesContract {
    private final EventStore store = new InMemoryEventStore(Clock.systemUTC(), Duration.ofDays(7), LIFETIMES);

    @Override
    public EventStore store() {
        return store;
    }
}
