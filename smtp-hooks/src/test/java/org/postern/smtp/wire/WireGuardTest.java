// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postern.gateway.client.ClientConduct;
import org.postern.gateway.client.ClientGate;
import org.postern.gateway.client.InMemoryPassedClientStore;
import org.postern.gateway.client.PassedClientStore;
import org.postern.gateway.client.Violation;
import org.postern.gateway.config.PosternConfiguration;

class WireGuardTest {
    private static final String STRANGER = "203.0.113.9";

    private final List<Violation> violations = new ArrayList<>();
    private final List<ClientConduct> conducts = new ArrayList<>();
    private final PassedClientStore passed = new InMemoryPassedClientStore();
    private final PropertiesConfiguration properties = new PropertiesConfiguration();

    @Test
    void theGreetingOfAStrangerShouldWait() {
        EmbeddedChannel channel = connected(gate("smtp.greet-delay", "200ms"), STRANGER);
        reply(channel, "220 hello");

        assertThat(said(channel)).isEmpty();
        Awaitility.await().until(() -> {
            channel.runScheduledPendingTasks();
            return said(channel).equals("220 hello\r\n");
        });
        assertThat(violations).isEmpty();
    }

    @Test
    void whoHasPassedOnAnotherNodeShouldNotWait() {
        gate("smtp.greet-delay", "1m").passed(STRANGER);

        ClientGate gate = gate("smtp.greet-delay", "1m");
        EmbeddedChannel channel = connected(gate, STRANGER);
        reply(channel, "220 hello");
        channel.runPendingTasks();

        assertThat(said(channel)).isEqualTo("220 hello\r\n");
        assertThat(violations).isEmpty();
        assertThat(gate.hasPassed(STRANGER)).isTrue();
    }

    @Test
    void whoSpeaksBeforeItIsRecalledShouldBeForgottenOnAllNodes() {
        CompletableFuture<Optional<Instant>> answer = new CompletableFuture<>();
        PassedClientStore slow = new PassedClientStore() {
            @Override
            public CompletionStage<Optional<Instant>> find(String address, Instant now) {
                return answer;
            }

            @Override
            public CompletionStage<?> save(String address, Instant end, Instant now) {
                return passed.save(address, end, now);
            }

            @Override
            public CompletionStage<?> remove(String address) {
                return passed.remove(address);
            }
        };
        Instant end = Instant.now().plusSeconds(60);
        passed.save(STRANGER, end, Instant.now());
        ClientGate gate = gate("smtp.greet-delay", "1m", slow);
        EmbeddedChannel channel = connected(gate, STRANGER);
        reply(channel, "220 hello");
        channel.writeInbound(bytes("EHLO robot\r\n"));
        assertThat(violations).containsExactly(Violation.EARLY_TALK);

        answer.complete(Optional.of(end));
        channel.runPendingTasks();

        assertThat(gate.hasPassed(STRANGER)).isFalse();
        assertThat(passed.find(STRANGER, Instant.now()).toCompletableFuture().join()).isEmpty();
    }

    @Test
    void whoSpeaksBeforeTheGreetingShouldBeNotedAndGreeted() {
        EmbeddedChannel channel = connected(gate("smtp.greet-delay", "1m"), STRANGER);
        reply(channel, "220 hello");

        channel.writeInbound(bytes("EHLO robot\r\n"));

        assertThat(said(channel)).isEqualTo("220 hello\r\n");
        assertThat(violations).containsExactly(Violation.EARLY_TALK);
        assertThat(conducts.get(0).has(Violation.EARLY_TALK)).isTrue();
    }

    @Test
    void anAnswerWhileTheGreetingWaitsShouldGiveTheEarlyTalkerAway() {
        EmbeddedChannel channel = connected(gate("smtp.greet-delay", "1m"), STRANGER);
        reply(channel, "220 hello");

        reply(channel, "250 hello robot");

        assertThat(violations).containsExactly(Violation.EARLY_TALK);
    }

    @Test
    void ourOwnMachinesShouldBeGreetedAtOnceAndNotWatched() {
        EmbeddedChannel channel = connected(gate("smtp.greet-delay", "1m"), "127.0.0.1");
        reply(channel, "220 hello");

        channel.writeInbound(bytes("HELO a\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n"));

        assertThat(said(channel)).isEqualTo("220 hello\r\n");
        assertThat(violations).isEmpty();
    }

    @Test
    void tooManyConnectionsShouldBeToldSoAndClosed() {
        ClientGate gate = gate("smtp.connections-per-network", "1");
        connected(gate, STRANGER);

        EmbeddedChannel second = connected(gate, STRANGER);
        reply(second, "220 hello");

        assertThat(said(second)).startsWith("421 4.7.0 ").doesNotContain("220");
        assertThat(second.isActive()).isFalse();
    }

    @Test
    void aConnectionThatEndsShouldGiveItsPlaceBack() {
        ClientGate gate = gate("smtp.connections-per-network", "1");
        connected(gate, STRANGER).close();

        assertThat(gate.connections()).isZero();
        EmbeddedChannel next = connected(gate, STRANGER);
        assertThat(next.isActive()).isTrue();
    }

    @Test
    void impatienceShouldBeNoted() {
        EmbeddedChannel channel = connected(gate("smtp.greet-delay", "0s"), STRANGER);
        reply(channel, "220 hello");

        channel.writeInbound(bytes("HELO a\r\nMAIL FROM:<a@b>\r\n"));

        assertThat(violations).containsExactly(Violation.PIPELINING);
    }

    @Test
    void slowAnswersShouldKeepTheirOrder() {
        EmbeddedChannel channel = connected(gate("smtp.greet-delay", "0s"), STRANGER);
        reply(channel, "220 hello");
        assertThat(said(channel)).isEqualTo("220 hello\r\n");
        conducts.get(0).slowDown(Duration.ofMillis(200));

        reply(channel, "500 what");
        reply(channel, "501 how");

        assertThat(said(channel)).isEmpty();
        StringBuilder all = new StringBuilder();
        Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> {
            channel.runScheduledPendingTasks();
            return all.append(said(channel)).toString().equals("500 what\r\n501 how\r\n");
        });
    }

    @Test
    void theAnswerToStarttlsShouldNotWait() {
        EmbeddedChannel channel = connected(gate("smtp.greet-delay", "0s"), STRANGER);
        conducts.get(0).slowDown(Duration.ofMinutes(1));

        reply(channel, "220 2.0.0 Ready to start TLS");

        assertThat(said(channel)).startsWith("220 2.0.0");
    }

    @Test
    void whoIsTooSlowShouldBeSentAway() {
        properties.setProperty("smtp.command-timeout", "1s");
        EmbeddedChannel channel = connected(gate("smtp.greet-delay", "0s"), STRANGER);
        reply(channel, "220 hello");
        said(channel);

        StringBuilder all = new StringBuilder();
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> {
            channel.runScheduledPendingTasks();
            return all.append(said(channel)).toString().startsWith("421 4.4.2");
        });
        assertThat(violations).containsExactly(Violation.TOO_SLOW);
        assertThat(channel.isActive()).isFalse();
    }

    private EmbeddedChannel connected(ClientGate gate, String client) {
        return new EmbeddedChannel(new WireGuard(gate, Optional.of(client), conducts::add, violations::add));
    }

    private ClientGate gate(String key, String value) {
        return gate(key, value, passed);
    }

    private ClientGate gate(String key, String value, PassedClientStore passed) {
        properties.setProperty(key, value);
        return new ClientGate(PosternConfiguration.from(properties).clients(), address -> false, passed, Clock.systemUTC(),
            new RecordingMetricFactory());
    }

    private static void reply(EmbeddedChannel channel, String line) {
        channel.writeAndFlush(bytes(line + "\r\n"));
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static String said(EmbeddedChannel channel) {
        StringBuilder text = new StringBuilder();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            text.append(next.toString(StandardCharsets.US_ASCII));
            next.release();
        }
        return text.toString();
    }
}
