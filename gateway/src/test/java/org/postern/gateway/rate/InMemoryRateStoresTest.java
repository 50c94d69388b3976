// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.postern.gateway.MutableClock;

class InMemoryRateStoresTest implements RateStoreContract, HoldStoreContract {
    private final MutableClock clock = new MutableClock(WINDOW);
    private final RateStore rates = new InMemoryRateStore(clock);
    private final HoldStore holds = new InMemoryHoldStore();

    @Override
    public RateStore rates() {
        return rates;
    }

    @Override
    public HoldStore holds() {
        return holds;
    }

    @Test
    void sumsShouldBeForgottenAfterTheirLifetime() {
        rates.save("one", List.of(new RateStore.Sum("old@rate.example", WINDOW, 5)), LIFETIME);

        clock.advance(LIFETIME.plus(Duration.ofSeconds(1)));

        assertThat(rates.find("old@rate.example", WINDOW)).isEmpty();
    }
}
