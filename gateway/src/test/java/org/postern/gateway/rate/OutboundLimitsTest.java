// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.postern.gateway.MutableClock;
import org.postern.gateway.config.OutboundConfiguration;

class OutboundLimitsTest {
    private static final Optional<String> ANN = Optional.of("ann@local.example");
    private static final String ADDRESS = "192.0.2.7";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final RateStore rates = new InMemoryRateStore(clock);
    private final HoldStore holds = new InMemoryHoldStore();
    private final List<String> alerts = new ArrayList<>();

    @Test
    void aUserShouldBeHeldOnceAnHourHasTooManyRecipients() {
        OutboundLimits limits = node("one", new OutboundConfiguration(3, 0, 0, true));
        for (int i = 0; i < 3; i++) {
            assertThat(limits.recipient(ANN, ADDRESS, "T1")).isEmpty();
        }

        assertThat(limits.recipient(ANN, ADDRESS, "T2")).isPresent();

        clock.advance(Duration.ofHours(3));
        assertThat(limits.recipient(ANN, ADDRESS, "T3")).hasValueSatisfying(text -> assertThat(text).contains("held"));
        assertThat(limits.holds()).extracting(Hold::name).containsExactly("ann@local.example");
        assertThat(alerts).containsExactly("T2 ann@local.example more than 3 recipients within an hour true");
    }

    @Test
    void aUserShouldOnlyWaitWhereNobodyIsHeld() {
        OutboundLimits limits = node("one", new OutboundConfiguration(1, 0, 0, false));
        limits.recipient(ANN, ADDRESS, "T1");
        assertThat(limits.recipient(ANN, ADDRESS, "T2")).isPresent();

        clock.advance(Duration.ofHours(2));

        assertThat(limits.recipient(ANN, ADDRESS, "T3")).isEmpty();
        assertThat(limits.holds()).isEmpty();
        assertThat(alerts).hasSize(1);
    }

    @Test
    void theDayShouldHaveALimitOfItsOwn() {
        OutboundLimits limits = node("one", new OutboundConfiguration(0, 2, 0, false));
        limits.recipient(ANN, ADDRESS, "T1");
        clock.advance(Duration.ofHours(5));
        limits.recipient(ANN, ADDRESS, "T2");

        assertThat(limits.recipient(ANN, ADDRESS, "T3")).hasValueSatisfying(text -> assertThat(text).contains("within a day"));
    }

    @Test
    void aClientThatDidNotSignInShouldBeCountedByItsAddress() {
        OutboundLimits limits = node("one", new OutboundConfiguration(0, 0, 1, true));
        limits.recipient(Optional.empty(), ADDRESS, "T1");

        assertThat(limits.recipient(Optional.empty(), ADDRESS, "T2")).isPresent();
        assertThat(limits.recipient(Optional.empty(), "192.0.2.8", "T3")).isEmpty();
    }

    @Test
    void nodesShouldCountTogether() {
        OutboundConfiguration three = new OutboundConfiguration(3, 0, 0, true);
        OutboundLimits one = node("one", three);
        OutboundLimits two = node("two", three);
        one.recipient(ANN, ADDRESS, "T1");
        one.recipient(ANN, ADDRESS, "T1");
        two.recipient(ANN, ADDRESS, "T2");
        one.exchange();
        two.exchange();

        assertThat(two.recipient(ANN, ADDRESS, "T2")).isPresent();
        one.exchange();
        assertThat(one.recipient(ANN, ADDRESS, "T3")).hasValueSatisfying(text -> assertThat(text).contains("held"));
    }

    @Test
    void aSenderWhoWasLetGoShouldSendAgain() {
        OutboundLimits limits = node("one", new OutboundConfiguration(1, 0, 0, true));
        limits.recipient(ANN, ADDRESS, "T1");
        limits.recipient(ANN, ADDRESS, "T2");

        assertThat(limits.release("ann@local.example")).isTrue();

        assertThat(limits.recipient(ANN, ADDRESS, "T3")).isEmpty();
        assertThat(limits.release("ann@local.example")).isFalse();
    }

    private OutboundLimits node(String name, OutboundConfiguration configuration) {
        return new OutboundLimits(configuration, name, rates, holds,
            (transaction, sender, reason, held) -> alerts.add(transaction + " " + sender + " " + reason + " " + held), clock);
    }
}
