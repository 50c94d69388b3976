// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

/** What every store of held senders must do. */
public interface HoldStoreContract {
    Instant SINCE = Instant.parse("2026-03-01T12:00:00Z");

    HoldStore holds();

    @Test
    default void aHeldSenderShouldBeFoundUntilItIsRemoved() {
        Hold hold = new Hold("found@hold.example", SINCE, "more than 5 recipients within an hour");
        holds().put(hold);
        assertThat(holds().all()).contains(hold);

        holds().remove(hold.name());

        assertThat(holds().all()).doesNotContain(hold);
    }

    @Test
    default void aLaterHoldShouldTakeThePlaceOfAnEarlierOne() {
        holds().put(new Hold("twice@hold.example", SINCE, "first"));
        holds().put(new Hold("twice@hold.example", SINCE.plusSeconds(60), "second"));

        assertThat(holds().all()).filteredOn(hold -> hold.name().equals("twice@hold.example"))
            .containsExactly(new Hold("twice@hold.example", SINCE.plusSeconds(60), "second"));
    }

    @Test
    default void removingOneWhoIsNotHeldShouldDoNothing() {
        holds().remove("nobody@hold.example");
    }
}
