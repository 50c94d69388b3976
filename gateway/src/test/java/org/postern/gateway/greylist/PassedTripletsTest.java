// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

class PassedTripletsTest {
    private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void eachShouldBeFoundWithItsOwnEndAndNoOtherShouldBeFound() {
        PassedTriplets passed = new PassedTriplets(100_000);
        for (int i = 0; i < 30_000; i++) {
            passed.heard(triplet(i), END.plusSeconds(i));
        }
        int forgotten = 0;
        for (int i = 0; i < 30_000; i++) {
            Instant end = passed.end(triplet(i));
            forgotten += end.equals(Instant.EPOCH) ? 1 : 0;
            assertThat(end).isIn(Instant.EPOCH, END.plusSeconds(i));
            assertThat(passed.end(triplet(-i - 1))).isEqualTo(Instant.EPOCH);
        }

        assertThat(forgotten).isLessThan(600);
    }

    @Test
    void wordsShouldNotRunIntoEachOther() {
        PassedTriplets passed = new PassedTriplets(100_000);
        passed.heard(new GreylistTriplet("192.0.2.0/24", "a@x.test", "b@y.test"), END);

        assertThat(passed.end(new GreylistTriplet("192.0.2.0/24a", "@x.test", "b@y.test"))).isEqualTo(Instant.EPOCH);
        assertThat(passed.end(new GreylistTriplet("192.0.2.0/24", "a@x.testb", "@y.test"))).isEqualTo(Instant.EPOCH);
        assertThat(passed.end(new GreylistTriplet("192.0.2.0/24", "b@y.test", "a@x.test"))).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aLaterWordShouldReplaceAnEarlierOne() {
        PassedTriplets passed = new PassedTriplets(1);
        passed.heard(triplet(1), END);
        passed.heard(triplet(1), END.plusSeconds(1));

        assertThat(passed.end(triplet(1))).isEqualTo(END.plusSeconds(1));
    }

    @Test
    void whatEndsFirstShouldMakeRoom() {
        PassedTriplets passed = new PassedTriplets(8192);
        for (int i = 0; i < 100_000; i++) {
            passed.heard(triplet(i), END.plusSeconds(i));
        }
        int found = 0;
        for (int i = 0; i < 100_000; i++) {
            found += passed.end(triplet(i)).equals(END.plusSeconds(i)) ? 1 : 0;
        }

        assertThat(found).isBetween(8_000, 8_192);
        assertThat(passed.end(triplet(99_999))).isEqualTo(END.plusSeconds(99_999));
    }

    @Test
    void noneShouldBeKeptWhereNoneIsToBe() {
        PassedTriplets passed = new PassedTriplets(0);
        passed.heard(triplet(1), END);

        assertThat(passed.end(triplet(1))).isEqualTo(Instant.EPOCH);
    }

    private static GreylistTriplet triplet(int number) {
        return new GreylistTriplet("192.0.2.0/24", "sender" + number + "@x.test", "a@here.test");
    }
}
