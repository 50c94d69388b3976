// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The name servers that people run, in place of one of ours that might be wrong in the way that our client is. */
class DebianNameServersTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String PIECE = "y".repeat(250);

    private static DebianNameServers servers;
    private static DnsClient client;
    private static Dns dns;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(DebianNameServers.NSD) && Files.isExecutable(DebianNameServers.UNBOUND),
            "nsd or unbound is not installed (Debian: apt-get install nsd unbound)");
        String pieces = IntStream.range(0, 20).mapToObj(i -> "big IN TXT \"" + i + PIECE + "\" \"" + PIECE + "\"\n")
            .collect(Collectors.joining());
        servers = new DebianNameServers(folder, "@ IN A 192.0.2.1\n@ IN MX 20 b\n@ IN MX 10 a\n"
            + "@ IN TXT \"v=spf1 \" \"ip4:192.0.2.0/24 -all\"\nwww IN CNAME one\none IN CNAME two\ntwo IN AAAA 2001:db8::1\n"
            + "*.wild IN A 192.0.2.9\nonly IN TXT \"x\"\n" + pieces);
        client = new DnsClient(new DnsSettings(List.of(servers.address()), Duration.ofSeconds(2), 2, 50, 100),
            new DnsMetrics(new RecordingMetricFactory()));
        dns = client.within(LONG);
        await().atMost(LONG).until(() -> client.within(LONG).ask("real.test", DnsType.A).values().contains("192.0.2.1"));
    }

    @AfterAll
    static void stop() {
        if (servers != null) {
            client.close();
            servers.close();
        }
    }

    @Test
    void recordsOfAZoneFileShouldComeInTheirPlainForm() {
        assertThat(dns.ask("real.test", DnsType.TXT).values()).containsExactly("v=spf1 ip4:192.0.2.0/24 -all");
        assertThat(dns.ask("real.test", DnsType.MX).values()).containsExactly("a.real.test", "b.real.test");
        assertThat(dns.ask("www.real.test", DnsType.AAAA).values()).containsExactly("2001:db8:0:0:0:0:0:1");
        assertThat(dns.ask("any.wild.real.test", DnsType.A).values()).containsExactly("192.0.2.9");
        assertThat(dns.ask("2.0.0.127.listed.test", DnsType.A).values()).containsExactly("127.0.0.2");
    }

    @Test
    void answersThatDoNotFitShouldComeByTcp() {
        assertThat(dns.ask("big.real.test", DnsType.TXT).values()).hasSize(20).allMatch(text -> text.length() > 500);
    }

    @Test
    void kindsOfNothingAndOfFailureShouldBeToldApart() {
        assertThat(dns.ask("none.real.test", DnsType.A)).isInstanceOf(DnsAnswer.NoSuchName.class);
        assertThat(dns.ask("only.real.test", DnsType.A)).isInstanceOf(DnsAnswer.NoData.class);
        assertThat(dns.ask("elsewhere.example", DnsType.A)).isInstanceOf(DnsAnswer.NoSuchName.class);
        assertThat(dns.ask("x.broken.test", DnsType.A)).isInstanceOf(DnsAnswer.ServerFailure.class);
        assertThat(dns.ask("x.refused.test", DnsType.A)).isInstanceOf(DnsAnswer.ServerFailure.class);
        assertThat(dns.ask("x.silent.test", DnsType.A)).isInstanceOf(DnsAnswer.TimedOut.class);
    }
}
