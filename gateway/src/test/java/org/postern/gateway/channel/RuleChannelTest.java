// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.gateway.MutableClock;
import org.postern.gateway.dns.DnsClient;
import org.postern.gateway.dns.DnsMetrics;
import org.postern.gateway.dns.DnsSettings;
import org.postern.gateway.dns.FakeNameServer;
import org.postern.gateway.filter.SpamEngineSource;
import org.xbill.DNS.Type;

/** The whole protocol against a name server and a web server of this process. */
class RuleChannelTest {
    private static final String NAME = "kam.channels.test";
    private static final Map<String, String> GOOD = Map.of("10_good.cf", "body GOOD_ONE /good/\nscore GOOD_ONE 1\n", "MIRRORED.BY", "x\n");

    private static PGPKeyPair key;
    private static PGPKeyPair otherKey;

    @TempDir
    Path directory;

    private FakeNameServer names;
    private ChannelServer web;
    private DnsClient dns;
    private RuleChannel channel;

    @BeforeAll
    static void makeKeys() throws Exception {
        key = ChannelServer.newKey();
        otherKey = ChannelServer.newKey();
    }

    @BeforeEach
    void start() throws Exception {
        names = nameServer();
        web = new ChannelServer();
        Path keys = Files.write(directory.resolve("channel.asc"), ChannelServer.armoured(key.getPublicKey()));
        channel = channel(ChannelSignature.of(List.of(keys)));
        web.with("/MIRRORED.BY", ("# mirrors\n" + web.url() + "/rules weight=5\nnonsense\n").getBytes(StandardCharsets.US_ASCII));
        names.with("mirrors." + NAME + ".", Type.TXT, "\"" + web.url() + "/MIRRORED.BY\"");
    }

    /** It takes one number for UDP and TCP, of which the second may be in use. */
    private static FakeNameServer nameServer() throws IOException {
        for (int tries = 0;; tries++) {
            try {
                return new FakeNameServer();
            } catch (BindException e) {
                if (tries == 20) {
                    throw e;
                }
            }
        }
    }

    private RuleChannel channel(ChannelSignature signature) {
        if (dns != null) {
            dns.close();
        }
        // A cache of nothing, since each test publishes revision after revision.
        dns = new DnsClient(new DnsSettings(List.of(names.address()), Duration.ofSeconds(2), 2, 4, 1),
            new DnsMetrics(new RecordingMetricFactory()));
        return new RuleChannel(NAME, "4.0.1", dns, signature, new RuleLint(SpamEngineSource.setup()), directory.resolve("kept"),
            Duration.ofSeconds(10), new Random(1));
    }

    @AfterEach
    void stop() throws Exception {
        dns.close();
        names.close();
        web.close();
    }

    private void announce(String revision) throws Exception {
        names.close();
        names = nameServer();
        names.with("mirrors." + NAME + ".", Type.TXT, "\"" + web.url() + "/MIRRORED.BY\"");
        names.with("1.0.4." + NAME + ".", Type.TXT, "\"" + revision + "\"");
        channel = channel(ChannelSignature.of(List.of(directory.resolve("channel.asc"))));
    }

    private void publish(String revision, Map<String, String> files) throws Exception {
        web.offer("/rules/", revision, ChannelServer.archive(files), key);
        announce(revision);
    }

    @Test
    void aNewRevisionShouldBePutInForce() throws Exception {
        publish("1900001", GOOD);
        assertThat(channel.update()).isEqualTo(RuleChannel.Outcome.UPDATED);
        assertThat(channel.revision()).contains("1900001");
        assertThat(channel.rules().orElseThrow().resolve("10_good.cf")).hasContent("body GOOD_ONE /good/\nscore GOOD_ONE 1\n");
        assertThat(channel.update()).isEqualTo(RuleChannel.Outcome.UP_TO_DATE);
        assertThat(web.asked()).filteredOn(path -> path.endsWith(".tar.gz")).hasSize(1);
    }

    @Test
    void aLaterRevisionShouldReplaceItAndRollBackBringItBack() throws Exception {
        publish("1900001", GOOD);
        channel.update();
        publish("1900002", Map.of("20_new.cf", "body NEW_ONE /new/\n"));
        assertThat(channel.update()).isEqualTo(RuleChannel.Outcome.UPDATED);
        assertThat(channel.rules().orElseThrow().resolve("20_new.cf")).exists();
        assertThat(channel.rollBack()).contains("1900001");
        assertThat(channel.rules().orElseThrow().resolve("10_good.cf")).exists();
        assertThat(channel.update()).isEqualTo(RuleChannel.Outcome.REFUSED_BEFORE);
    }

    @Test
    void aRevisionThatFailsTheLintShouldNotBePutInForceNorTriedAgain() throws Exception {
        publish("1900001", GOOD);
        channel.update();
        publish("1900002", Map.of("20_bad.cf", "body BROKEN /(/\nbdoy NOTHING /x/\n"));
        assertThatThrownBy(channel::update).isInstanceOf(ChannelException.class).hasMessageContaining("1900002 is refused");
        assertThat(channel.revision()).contains("1900001");
        assertThat(channel.rules().orElseThrow().resolve("10_good.cf")).exists();
        assertThat(channel.update()).isEqualTo(RuleChannel.Outcome.REFUSED_BEFORE);
        publish("1900003", GOOD);
        assertThat(channel.update()).isEqualTo(RuleChannel.Outcome.UPDATED);
    }

    @Test
    void whatIsNotSignedByATrustedKeyShouldNotBeUnpacked() throws Exception {
        web.offer("/rules/", "1900001", ChannelServer.archive(GOOD), otherKey);
        announce("1900001");
        assertThatThrownBy(channel::update).hasMessageContaining("not signed by a key that is trusted");
        byte[] archive = ChannelServer.archive(GOOD);
        web.offer("/rules/", "1900001", archive, key)
            .with("/rules/1900001.tar.gz.asc", ChannelServer.signature(key, "something else".getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(channel::update).hasMessageContaining("not of this archive");
        web.with("/rules/1900001.tar.gz.asc", "nonsense".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(channel::update).isInstanceOf(ChannelException.class);
        assertThat(channel.revision()).isEmpty();
    }

    @Test
    void aBrokenTransferShouldBeFoundByItsChecksum() throws Exception {
        publish("1900001", GOOD);
        web.with("/rules/1900001.tar.gz.sha512", "00".repeat(64).getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(channel::update).hasMessageContaining("SHA-512");
        assertThat(channel.revision()).isEmpty();
    }

    @Test
    void aMirrorThatLacksTheArchiveShouldBePassedOver() throws Exception {
        publish("1900001", GOOD);
        web.with("/MIRRORED.BY", (web.url() + "/empty weight=9999\n" + web.url() + "/rules\n").getBytes(StandardCharsets.US_ASCII));
        assertThat(channel.update()).isEqualTo(RuleChannel.Outcome.UPDATED);
        assertThat(web.asked()).contains("/empty/1900001.tar.gz");
    }

    @Test
    void filesOutsideTheDirectoryShouldBeRefused() throws Exception {
        publish("1900001", Map.of("../../escaped.cf", "body A /a/\n"));
        assertThatThrownBy(channel::update).hasMessageContaining("no rule file");
        assertThat(directory.resolve("escaped.cf")).doesNotExist();
    }

    @Test
    void aNameServerThatFailsShouldChangeNothing() throws Exception {
        publish("1900001", GOOD);
        channel.update();
        names.all(FakeNameServer.Mood.SERVER_FAILURE);
        channel = channel(ChannelSignature.of(List.of(directory.resolve("channel.asc"))));
        assertThatThrownBy(channel::update).isInstanceOf(ChannelException.class).hasMessageContaining("DNS");
        assertThat(channel.revision()).contains("1900001");
    }

    @Test
    void allChannelsShouldTellHowTheyFareAndWhereTheirRulesAre() throws Exception {
        publish("1900001", GOOD);
        Clock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
        try (RuleChannels channels = new RuleChannels(List.of(channel), clock)) {
            assertThat(channels.get()).isEmpty();
            channels.update();
            assertThat(channels.states()).containsExactly(new RuleChannels.State(NAME, Optional.of("1900001"),
                Optional.of(clock.instant()), "UPDATED"));
            assertThat(channels.get()).hasSize(1);
            assertThat(channels.rollBack(NAME)).isEmpty();
            assertThat(channels.rollBack("other.test")).isEmpty();
        }
    }
}
