// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class NameServerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final NameServer server = new NameServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), TIMEOUT, 0);

    @Test
    void lossesOfOneBurstShouldNotBeTakenForADeadServer() {
        server.answered(millis(5000), millis(5010));
        // Twenty questions of a message, the answers to all of which are lost.
        IntStream.range(0, 20).forEach(i -> server.failed(millis(5001 + i), millis(6001 + i)));

        assertThat(server.available(millis(6100))).isTrue();
        server.answered(millis(6100), millis(6110));
        IntStream.range(0, 7).forEach(i -> server.failed(millis(6200 + i), millis(9000 + i)));
        assertThat(server.available(millis(9100))).as("too few to tell").isTrue();
    }

    @Test
    void aServerThatHasBeenSilentForLongShouldBeLeftAloneAndThenTriedWithOneQuestion() {
        server.answered(millis(100), millis(110));
        IntStream.range(0, 40).forEach(i -> server.failed(millis(200 + 50 * i), millis(1200 + 50 * i)));
        assertThat(server.available(millis(3200))).isFalse();
        assertThat(server.available(millis(6300))).as("after three seconds").isTrue();
        assertThat(server.available(millis(6301))).as("while that one is on its way").isFalse();
        server.answered(millis(6300), millis(6310));
        assertThat(server.available(millis(6311))).isTrue();
    }

    @Test
    void lossesShouldSayNothingWhereALaterQuestionWasAnswered() {
        server.answered(millis(9000), millis(9010));
        IntStream.range(0, 50).forEach(i -> server.failed(millis(100 + i), millis(20_000)));

        assertThat(server.available(millis(20_001))).isTrue();
    }

    private static long millis(long number) {
        return Duration.ofMillis(number).toNanos();
    }
}
