// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnslist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.gateway.MutableClock;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsClient;
import org.postern.gateway.dns.DnsMetrics;
import org.postern.gateway.dns.DnsSettings;
import org.postern.gateway.dns.FakeNameServer;
import org.xbill.DNS.Type;

class DnsListsTest {
    private static final String ZONE = "list.test";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private final ListPauses pauses = new ListPauses(clock, Duration.ofMinutes(10), metrics);
    private final DnsLists lists = new DnsLists(pauses);
    private FakeNameServer server;
    private DnsClient client;

    @BeforeEach
    void start() throws IOException {
        server = new FakeNameServer();
        client = new DnsClient(new DnsSettings(List.of(server.address()), Duration.ofMillis(300), 1, 8, 0), new DnsMetrics(metrics));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void addressesShouldBeLookedUpInReverse() {
        server.with("1.2.0.192.list.test", Type.A, "127.0.0.4")
            .with("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.list.test", Type.A, "127.0.0.5");

        assertThat(lists.address(dns(), ZONE, "192.0.2.1").join()).isEqualTo(new ListAnswer.Listed(List.of("127.0.0.4")));
        assertThat(lists.address(dns(), ZONE, "2001:db8::1").join()).isEqualTo(new ListAnswer.Listed(List.of("127.0.0.5")));
        assertThat(lists.address(dns(), ZONE, "192.0.2.2").join()).isEqualTo(new ListAnswer.NotListed());
        assertThatThrownBy(() -> lists.address(dns(), ZONE, "host.test")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aListThatDoesNotAnswerShouldBeUnknownAndStillBeAsked() {
        server.with("bad.test.list.test", FakeNameServer.Mood.SILENT).with("worse.test.list.test", FakeNameServer.Mood.SERVER_FAILURE);

        assertThat(lists.name(dns(), ZONE, "bad.test").join()).isInstanceOf(ListAnswer.Unknown.class);
        assertThat(lists.name(dns(), ZONE, "worse.test").join()).isInstanceOf(ListAnswer.Unknown.class);
        assertThat(pauses.current()).isEmpty();
    }

    @Test
    void aListThatRefusesShouldRestAndThenBeAskedAgain() {
        server.with("bad.test.list.test", Type.A, "127.255.255.254").with("other.test.list.test", Type.A, "127.0.0.2");

        assertThat(lists.name(dns(), ZONE, "bad.test").join()).isEqualTo(
            new ListAnswer.Refused("127.255.255.254: the name server that asks is a public or shared one"));
        int asked = server.asked().size();
        assertThat(lists.name(dns(), ZONE, "other.test").join()).isInstanceOf(ListAnswer.Refused.class);
        assertThat(server.asked()).hasSize(asked);
        assertThat(metrics.countFor("postern.dnslist.refused")).isEqualTo(1);
        assertThat(pauses.current()).containsExactly(new ListPause(ZONE, clock.instant().plus(Duration.ofMinutes(10)),
            "127.255.255.254: the name server that asks is a public or shared one"));

        clock.advance(Duration.ofMinutes(11));

        assertThat(lists.name(dns(), ZONE, "other.test").join()).isEqualTo(new ListAnswer.Listed(List.of("127.0.0.2")));
        assertThat(pauses.current()).isEmpty();
    }

    @Test
    void aDomainThatHasRunOutShouldListNobody() {
        server.with("good.test.list.test", Type.A, "192.0.2.80");

        assertThat(lists.name(dns(), ZONE, "good.test").join()).isEqualTo(
            new ListAnswer.Refused("192.0.2.80: that is no answer of a list"));
        assertThat(pauses.of(ZONE)).isPresent();
    }

    @Test
    void aPauseShouldCoverThePartsOfAListAndEndWhenToldSo() {
        pauses.pause("list.test.", "over quota");

        assertThat(pauses.covering("host.test.dyn.LIST.test")).isPresent();
        assertThat(pauses.covering("otherlist.test")).isEmpty();
        assertThat(pauses.end("List.test")).isTrue();
        assertThat(pauses.end("list.test")).isFalse();
        assertThat(pauses.covering("host.test.list.test")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "zen.spamhaus.org, 127.255.255.255, true",
        "any.test,         127.255.255.1,   true",
        "any.test,         127.0.0.1,       false",
        "multi.uribl.com,  127.0.0.1,       true",
        "multi.uribl.com,  127.0.0.2,       false",
        "multi.surbl.org,  127.0.0.1,       true",
        "list.dnswl.org,   127.0.0.255,     true",
        "list.dnswl.org,   127.0.5.1,       false",
        "dbl.spamhaus.org, 127.0.1.255,     true",
    })
    void codesOfRefusalShouldNotBeTakenForListings(String zone, String code, boolean refused) {
        assertThat(Refusals.in(zone, List.of(code)).isPresent()).isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.2,             127.0.0.2,   true",
        "127.0.0.2,             127.0.0.3,   false",
        "127.0.0.[2..11],       127.0.0.11,  true",
        "127.0.0.[2..11],       127.0.0.12,  false",
        "127.0.[0;2].[2..4;10], 127.0.2.10,  true",
        "127.0.[0;2].[2..4;10], 127.0.1.10,  false",
        "127.[0..255].3.5,      127.15.3.5,  true",
    })
    void onlyTheNamedCodesShouldCount(String codes, String code, boolean counts) {
        assertThat(ReturnCodes.parse(codes).anyOf(List.of("127.9.9.9", code))).isEqualTo(counts);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0", "127.0.0.", "127.0.0.256", "127.0.0.[5..2]", "127.0.0.[2", "127.0.0.[2]3", "127.0.0.2.3", "''", ".1.2.3",
        "127.0.0.[1..2..3]", "127.0..1"})
    void codesThatMakeNoSenseShouldBeRefused(String codes) {
        assertThatThrownBy(() -> ReturnCodes.parse(codes)).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("127.0.0.[2..11;14]");
    }

    private Dns dns() {
        return client.within(Duration.ofSeconds(5));
    }
}
