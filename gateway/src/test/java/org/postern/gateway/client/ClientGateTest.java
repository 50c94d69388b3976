// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.Test;
import org.postern.gateway.MutableClock;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.config.PosternConfiguration;

class ClientGateTest {
    private static final String CLIENT = "203.0.113.9";
    private static final String NEIGHBOUR = "203.0.113.200";
    private static final String OTHER = "198.51.100.9";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private final CountedPassedClients passed = new CountedPassedClients();

    @Test
    void aStrangerShouldWaitForTheGreetingUntilItHasPassedOnce() {
        ClientGate gate = gate("smtp.greet-delay", "4s");

        assertThat(gate.enter(CLIENT)).isEqualTo(new Admission.Welcome(Duration.ofSeconds(4), true));
        gate.passed(CLIENT);
        assertThat(gate.enter(CLIENT)).isEqualTo(new Admission.Welcome(Duration.ZERO, true));
        assertThat(gate.enter(NEIGHBOUR)).isEqualTo(new Admission.Welcome(Duration.ofSeconds(4), true));
    }

    @Test
    void strangersShouldWaitLessForTheGreetingInACrowd() {
        ClientGate gate = gate("smtp.connections", "30");
        for (int i = 0; i < 3; i++) {
            assertThat(gate.enter("192.0.2." + i)).isEqualTo(new Admission.Welcome(Duration.ofSeconds(4), true));
        }

        assertThat(gate.enter(CLIENT)).isEqualTo(new Admission.Welcome(Duration.ofSeconds(1), true));
        gate.leave(CLIENT);
        gate.leave("192.0.2.0");
        assertThat(gate.enter(CLIENT)).isEqualTo(new Admission.Welcome(Duration.ofSeconds(4), true));
    }

    @Test
    void aCrowdShouldNotMakeAShortWaitLonger() {
        ClientGate gate = gate("smtp.greet-delay", "0s", "smtp.connections", "5");

        assertThat(gate.enter(CLIENT)).isEqualTo(new Admission.Welcome(Duration.ZERO, true));
    }

    @Test
    void havingPassedShouldBeForgottenAfterItsTime() {
        ClientGate gate = gate("smtp.passed-for", "1h");
        gate.passed(CLIENT);

        clock.advance(Duration.ofMinutes(61));

        assertThat(gate.hasPassed(CLIENT)).isFalse();
    }

    @Test
    void aViolationShouldCancelHavingPassed() {
        ClientGate gate = gate("smtp.greet-delay", "4s");
        gate.passed(CLIENT);

        gate.failed(CLIENT, Violation.EARLY_TALK);

        assertThat(gate.hasPassed(CLIENT)).isFalse();
        assertThat(metrics.countFor("postern.smtp.violations.early-talk")).isEqualTo(1);
    }

    @Test
    void theConnectionsOfANetworkShouldBeLimitedTogether() {
        ClientGate gate = gate("smtp.connections-per-network", "2");
        gate.enter(CLIENT);
        gate.enter(NEIGHBOUR);

        assertThat(gate.enter(CLIENT)).isInstanceOfSatisfying(Admission.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Admission.Reason.CONNECTIONS));
        assertThat(gate.enter(OTHER)).isInstanceOf(Admission.Welcome.class);
        gate.leave(CLIENT);
        gate.leave(CLIENT);
        assertThat(gate.enter(CLIENT)).isInstanceOf(Admission.Welcome.class);
    }

    @Test
    void aFullHouseShouldKeepPlacesForThoseWhoHavePassed() {
        ClientGate gate = gate("smtp.connections", "4");
        gate.passed(OTHER);
        for (int i = 0; i < 4; i++) {
            gate.enter("192.0.2." + i);
        }

        assertThat(gate.enter(CLIENT)).isInstanceOf(Admission.Refused.class);
        gate.leave(CLIENT);
        assertThat(gate.enter(OTHER)).isInstanceOf(Admission.Welcome.class);
    }

    @Test
    void ownMachinesShouldNeverBeTestedOrLimited() {
        ClientGate gate = gate("smtp.connections-per-network", "1");
        gate.enter("127.0.0.1");

        assertThat(gate.enter("127.0.0.1")).isEqualTo(new Admission.Welcome(Duration.ZERO, false));
    }

    @Test
    void connectionsShouldBeLimitedByTheMinute() {
        ClientGate gate = gate("smtp.connections-per-minute", "2");
        enterAndLeave(gate);
        enterAndLeave(gate);

        assertThat(gate.enter(CLIENT)).isInstanceOf(Admission.Refused.class);
        gate.leave(CLIENT);
        clock.advance(Duration.ofMinutes(2));
        assertThat(gate.enter(CLIENT)).isInstanceOf(Admission.Welcome.class);
    }

    @Test
    void messagesOfAllStrangersTogetherShouldBeLimited() {
        ClientGate gate = gate("smtp.all-messages-per-minute", "2");

        assertThat(gate.count(CLIENT, ClientGate.Kind.MESSAGES)).isFalse();
        assertThat(gate.count(OTHER, ClientGate.Kind.MESSAGES)).isFalse();
        assertThat(gate.count("192.0.2.1", ClientGate.Kind.MESSAGES)).isTrue();
    }

    @Test
    void recipientsOfAllStrangersTogetherShouldBeLimited() {
        ClientGate gate = gate("smtp.all-recipients-per-minute", "2");

        assertThat(gate.count(CLIENT, ClientGate.Kind.RECIPIENTS)).isFalse();
        assertThat(gate.count(OTHER, ClientGate.Kind.RECIPIENTS)).isFalse();
        assertThat(gate.count("192.0.2.1", ClientGate.Kind.RECIPIENTS)).isTrue();
    }

    @Test
    void manyErrorsOfAllStrangersShouldKeepOutOnlyStrangers() {
        ClientGate gate = gate("smtp.all-errors-per-minute", "2");
        gate.passed(OTHER);
        for (int i = 0; i < 3; i++) {
            assertThat(gate.count("192.0." + i + ".1", ClientGate.Kind.ERRORS)).isFalse();
        }

        assertThat(gate.enter(CLIENT)).isInstanceOfSatisfying(Admission.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Admission.Reason.ERRORS));
        assertThat(gate.enter(OTHER)).isInstanceOf(Admission.Welcome.class);
        clock.advance(Duration.ofMinutes(2));
        assertThat(gate.enter(CLIENT)).isInstanceOf(Admission.Welcome.class);
    }

    @Test
    void aRepeatedOffenderShouldBeAnsweredSlowly() {
        ClientGate gate = gate("smtp.tarpit-after", "3");
        gate.count(CLIENT, ClientGate.Kind.ERRORS);
        gate.count(NEIGHBOUR, ClientGate.Kind.ERRORS);
        assertThat(gate.slowness(CLIENT)).isZero();

        gate.count(CLIENT, ClientGate.Kind.ERRORS);

        assertThat(gate.slowness(CLIENT)).isEqualTo(Duration.ofSeconds(5));
        assertThat(gate.slowness(OTHER)).isZero();
        clock.advance(Duration.ofMinutes(21));
        assertThat(gate.slowness(CLIENT)).isZero();
    }

    @Test
    void placesForSlowAnswersShouldBeLimited() {
        ClientGate gate = gate("smtp.tarpit-connections", "1");

        assertThat(gate.slowDown()).isTrue();
        assertThat(gate.slowDown()).isFalse();
        gate.slowedDown();
        assertThat(gate.slowDown()).isTrue();
    }

    @Test
    void whatOneNodeHasSeenShouldBeRecalledByAnother() {
        gate("smtp.passed-for", "1h").passed(CLIENT);
        ClientGate other = gate("smtp.passed-for", "1h");
        assertThat(other.hasPassed(CLIENT)).isFalse();

        Instant end = other.recall(CLIENT).toCompletableFuture().join().orElseThrow();
        other.recalled(CLIENT, end, true);

        assertThat(end).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        assertThat(other.enter(CLIENT)).isEqualTo(new Admission.Welcome(Duration.ZERO, true));
        other.failed(CLIENT, Violation.EARLY_TALK);
        assertThat(gate("smtp.passed-for", "1h").recall(CLIENT).toCompletableFuture().join()).isEmpty();
    }

    @Test
    void aClientInUseShouldBeWrittenDownSeldom() {
        ClientGate gate = gate("smtp.passed-for", "100m");
        for (int minute = 0; minute < 20; minute++) {
            gate.passed(CLIENT);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(passed.writes).isEqualTo(2);
    }

    @Test
    void aStoreThatIsAwayShouldChangeNothingForThisNodeAndBeToldLater() {
        ClientGate gate = gate("smtp.passed-for", "1h");
        passed.away = true;
        gate.passed(CLIENT);
        assertThat(gate.hasPassed(CLIENT)).isTrue();
        assertThat(gate.recall(OTHER).toCompletableFuture().join()).isEmpty();

        passed.away = false;
        gate.passed(CLIENT);

        assertThat(passed.writes).isEqualTo(1);
    }

    @Test
    void aFloodShouldNotBecomeAFloodOfQuestions() {
        ClientGate gate = gate("smtp.passed-for", "1h");
        passed.answers = false;
        for (int i = 0; i < 1000; i++) {
            gate.recall("203.0.113." + i % 256);
        }

        assertThat(passed.questions).isEqualTo(64);
    }

    /** Counts what it is asked and told, and can be away or silent. */
    private static final class CountedPassedClients implements PassedClientStore {
        private final PassedClientStore kept = new InMemoryPassedClientStore();
        private boolean away;
        private boolean answers = true;
        private int writes;
        private int questions;

        @Override
        public CompletionStage<Optional<Instant>> find(String address, Instant now) {
            questions++;
            return away ? CompletableFuture.failedFuture(new StorageUnavailableException("away", null))
                : answers ? kept.find(address, now) : new CompletableFuture<>();
        }

        @Override
        public CompletionStage<?> save(String address, Instant end, Instant now) {
            if (away) {
                return CompletableFuture.failedFuture(new StorageUnavailableException("away", null));
            }
            writes++;
            return kept.save(address, end, now);
        }

        @Override
        public CompletionStage<?> remove(String address) {
            return kept.remove(address);
        }
    }

    private void enterAndLeave(ClientGate gate) {
        gate.enter(CLIENT);
        gate.leave(CLIENT);
    }

    private ClientGate gate(String... keysAndValues) {
        PropertiesConfiguration properties = new PropertiesConfiguration();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new ClientGate(PosternConfiguration.from(properties).clients(), address -> false, passed, clock, metrics);
    }
}
