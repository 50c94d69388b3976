// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.gateway.dns.FakeNameServer.Mood;
import org.xbill.DNS.Type;

class DnsClientTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<AutoCloseable> open = new ArrayList<>();
    private FakeNameServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeNameServer();
        open.add(server);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void valuesShouldComeInTheirPlainForm() {
        server.with("a.test", Type.A, "192.0.2.1").with("a.test", Type.AAAA, "2001:db8::1")
            .with("a.test", Type.MX, "20 Second.test.").with("a.test", Type.MX, "10 first.test.")
            .with("a.test", Type.TXT, "\"v=spf1 \" \"-all\"").with("1.2.0.192.in-addr.arpa", Type.PTR, "Host.test.");
        Dns dns = client(server).within(LONG);

        assertThat(dns.ask("A.Test.", DnsType.A).values()).containsExactly("192.0.2.1");
        assertThat(dns.ask("a.test", DnsType.AAAA).values()).containsExactly("2001:db8:0:0:0:0:0:1");
        assertThat(dns.ask("a.test", DnsType.MX).values()).containsExactly("first.test", "second.test");
        assertThat(dns.ask("a.test", DnsType.TXT).values()).containsExactly("v=spf1 -all");
        assertThat(dns.ask("1.2.0.192.in-addr.arpa", DnsType.PTR).values()).containsExactly("host.test");
    }

    @Test
    void kindsOfNothingAndOfFailureShouldBeToldApart() {
        server.with("a.test", Type.A, "192.0.2.1").with("broken.test", Mood.SERVER_FAILURE).with("closed.test", Mood.REFUSED)
            .with("silent.test", Mood.SILENT).with("lying.test", Mood.LYING).with("noisy.test", Mood.NOISY);
        Dns dns = client(server).within(LONG);

        assertThat(dns.ask("none.test", DnsType.A)).isInstanceOf(DnsAnswer.NoSuchName.class);
        assertThat(dns.ask("a.test", DnsType.TXT)).isInstanceOf(DnsAnswer.NoData.class);
        assertThat(dns.ask("broken.test", DnsType.A)).isInstanceOf(DnsAnswer.ServerFailure.class);
        assertThat(dns.ask("closed.test", DnsType.A)).isInstanceOf(DnsAnswer.ServerFailure.class);
        assertThat(dns.ask("silent.test", DnsType.A)).isInstanceOf(DnsAnswer.TimedOut.class);
        assertThat(dns.ask("lying.test", DnsType.A).failed()).isTrue();
        assertThat(dns.ask("noisy.test", DnsType.A).failed()).isTrue();
    }

    @Test
    void answersThatDoNotFitShouldBeFetchedByTcp() {
        server.with("long.test", Mood.TRUNCATING);
        String half = "x".repeat(250);
        for (int i = 0; i < 20; i++) {
            server.with("long.test", Type.TXT, "\"" + i + half + "\" \"" + half + "\"");
        }

        assertThat(client(server).within(LONG).ask("long.test", DnsType.TXT).values()).hasSize(20)
            .allMatch(text -> text.length() > 500);
        assertThat(server.asked()).containsExactly("udp long.test TXT", "tcp long.test TXT");
    }

    @Test
    void serversWithoutExtensionsShouldBeAskedWithout() {
        server.with("old.test", Mood.OLD).with("old.test", Type.A, "192.0.2.1");

        assertThat(client(server).within(LONG).ask("old.test", DnsType.A).values()).containsExactly("192.0.2.1");
    }

    @Test
    void aliasesShouldBeFollowedAndCirclesEnd() {
        server.with("alias.test", Type.CNAME, "middle.test.").with("middle.test", Type.CNAME, "end.test.")
            .with("end.test", Type.A, "192.0.2.1").with("round.test", Type.CNAME, "trip.test.")
            .with("trip.test", Type.CNAME, "round.test.");
        Dns dns = client(server).within(LONG);

        assertThat(dns.ask("alias.test", DnsType.A).values()).containsExactly("192.0.2.1");
        assertThat(dns.ask("round.test", DnsType.A)).isInstanceOf(DnsAnswer.ServerFailure.class);
    }

    @Test
    void anotherServerShouldAnswerForADeadOne() throws IOException {
        FakeNameServer dead = new FakeNameServer();
        open.add(dead);
        dead.all(Mood.SILENT);
        server.with("a.test", Type.A, 0, "192.0.2.1");
        DnsClient client = client(dead, server);

        for (int i = 0; i < 100; i++) {
            assertThat(client.within(LONG).ask("a.test", DnsType.A).values()).containsExactly("192.0.2.1");
        }
        // After some failures it is left alone.
        assertThat(dead.asked().size()).isBetween(1, NameServer.FAILURES_UNTIL_REST + 3);
    }

    @Test
    void deadServersShouldNotCostEveryQuestionItsTime() {
        server.all(Mood.SILENT);
        DnsClient client = client(server);
        for (int i = 0; i < NameServer.FAILURES_UNTIL_REST; i++) {
            assertThat(client.within(LONG).ask("n" + i + ".test", DnsType.A).failed()).isTrue();
        }
        int before = server.asked().size();

        for (int i = 0; i < 1000; i++) {
            assertThat(client.within(LONG).ask("m" + i + ".test", DnsType.A)).isInstanceOf(DnsAnswer.TimedOut.class);
        }
        assertThat(server.asked().size() - before).isLessThan(30);

        server.all();
        server.with("back.test", Type.A, "192.0.2.1");
        await().atMost(LONG).until(() -> client.within(LONG).ask("back.test", DnsType.A).values().contains("192.0.2.1"));
    }

    @Test
    void lossyServerShouldBeAskedOnAndOn() {
        server.lose(3);
        DnsClient client = client(new DnsSettings(List.of(server.address()), Duration.ofSeconds(1), 2, 1000, 10));
        List<CompletableFuture<DnsAnswer>> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            server.with("lossy" + i + ".test", Type.A, "192.0.2.1");
            all.add(client.within(LONG).start(new DnsQuestion("lossy" + i + ".test", DnsType.A)));
        }

        long answered = all.stream().filter(each -> each.join().values().contains("192.0.2.1")).count();

        // Each loss is asked about once more, so that about eleven of a hundred remain without an answer, and some more on a busy machine.
        assertThat(answered).isGreaterThan(200);
        assertThat(server.asked().size()).isGreaterThan(360);
    }

    @Test
    void noQuestionShouldOutlastTheMessagesTime() {
        server.delay(Duration.ofSeconds(5));
        DnsClient client = client(new DnsSettings(List.of(server.address()), Duration.ofSeconds(10), 3, 10, 10));
        long start = System.nanoTime();

        DnsAnswer answer = client.within(Duration.ofMillis(200)).ask("a.test", DnsType.A);

        assertThat(answer).isInstanceOf(DnsAnswer.TimedOut.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void answersShouldBeRememberedAsLongAsTheirRecordsLive() {
        server.with("kept.test", Type.A, 300, "192.0.2.1").with("gone.test", Type.A, 0, "192.0.2.1");
        DnsClient client = client(server);
        for (int i = 0; i < 3; i++) {
            client.within(LONG).ask("kept.test", DnsType.A);
            client.within(LONG).ask("none.test", DnsType.A);
            client.within(LONG).ask("gone.test", DnsType.A);
        }

        assertThat(server.asked()).filteredOn("udp kept.test A"::equals).hasSize(1);
        assertThat(server.asked()).filteredOn("udp none.test A"::equals).hasSize(1);
        assertThat(server.asked()).filteredOn("udp gone.test A"::equals).hasSize(3);
    }

    @Test
    void equalQuestionsAtTheSameTimeShouldBeOne() {
        server.delay(Duration.ofMillis(150));
        server.with("same.test", Type.A, 0, "192.0.2.1");
        Dns dns = client(server).within(LONG);
        List<CompletableFuture<DnsAnswer>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(dns.start(new DnsQuestion("same.test", DnsType.A)));
        }

        assertThat(all).allMatch(each -> each.join().values().contains("192.0.2.1"));
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void manyQuestionsShouldWaitTheirTurn() {
        Dns dns = client(new DnsSettings(List.of(server.address()), Duration.ofSeconds(5), 2, 4, 10)).within(LONG);
        List<CompletableFuture<DnsAnswer>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            server.with("q" + i + ".test", Type.A, "192.0.2.1");
            all.add(dns.start(new DnsQuestion("q" + i + ".test", DnsType.A)));
        }

        assertThat(all).allMatch(each -> each.join().values().contains("192.0.2.1"));
    }

    @Test
    void namesThatCannotBeShouldNotBeAskedFor() {
        Dns dns = client(server).within(LONG);

        assertThat(dns.ask("x".repeat(64) + ".test", DnsType.A)).isInstanceOf(DnsAnswer.NoSuchName.class);
        assertThat(dns.ask("a..test", DnsType.A)).isInstanceOf(DnsAnswer.NoSuchName.class);
        assertThat(dns.ask("", DnsType.A)).isInstanceOf(DnsAnswer.NoSuchName.class);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void strangeCharactersShouldReachTheServerAsTheyAre() {
        server.with("a\\@b\\\\c\\;d e.test", Type.A, "192.0.2.1");

        assertThat(client(server).within(LONG).ask("a@b\\c;d e.test", DnsType.A).values()).containsExactly("192.0.2.1");
    }

    @Test
    void closedPortShouldBeAFailureAtOnce() throws IOException {
        InetSocketAddress closed = server.address();
        server.close();

        assertThat(client(new DnsSettings(List.of(closed), Duration.ofMillis(500), 2, 10, 10)).within(LONG).ask("a.test", DnsType.A)
            .failed()).isTrue();
    }

    private DnsClient client(FakeNameServer... servers) {
        return client(new DnsSettings(List.of(servers).stream().map(FakeNameServer::address).toList(), Duration.ofMillis(300), 2, 50, 100));
    }

    private DnsClient client(DnsSettings settings) {
        DnsClient client = new DnsClient(settings, new DnsMetrics(new RecordingMetricFactory()));
        open.add(client);
        return client;
    }
}
