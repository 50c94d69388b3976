// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.apache.commons.configuration2.MapConfiguration;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.gateway.auth.spf.Spf;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.dns.DnsClient;
import org.postern.gateway.dns.DnsMetrics;
import org.postern.gateway.dns.DnsSettings;
import org.postern.gateway.dns.FakeNameServer;
import org.postern.gateway.dns.FakeNameServer.Mood;
import org.postern.gateway.dnsbl.Dnsbl;
import org.postern.gateway.dnsbl.DnsblScore;
import org.postern.gateway.dnslist.DnsLists;
import org.postern.gateway.dnslist.ListPause;
import org.postern.gateway.dnslist.ListPauses;
import org.postern.gateway.greylist.Greylist;
import org.postern.gateway.greylist.InMemoryGreylistStore;
import org.postern.gateway.lists.AddressEntry;
import org.postern.gateway.lists.AddressLists;
import org.postern.gateway.lists.EntryCondition;
import org.postern.gateway.lists.EntryKind;
import org.postern.gateway.lists.InMemoryAddressListStore;
import org.postern.gateway.lists.ListName;
import org.postern.gateway.policy.BoundedLookup;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyPoint;
import org.postern.gateway.policy.PolicyReply;
import org.postern.gateway.policy.PolicySession;
import org.postern.gateway.policy.PolicyStage;
import org.postern.gateway.policy.SmtpPolicy;
import org.postern.gateway.policy.TimeLimit;
import org.xbill.DNS.Type;

/** The checks that ask the DNS, in the order of the policy, against a name server that can be slow, lame or lying. */
class StagesAgainstNameServerTest {
    private static final String CLIENT = "203.0.113.9";
    private static final String RCPT = "bob@here.test";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Clock clock = Clock.systemUTC();
    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private final InMemoryAddressListStore lists = new InMemoryAddressListStore(clock);
    private final ListPauses pauses = new ListPauses(clock, Duration.ofMinutes(10), metrics);
    private FakeNameServer server;
    private DnsClient dns;

    @BeforeEach
    void start() throws IOException {
        server = new FakeNameServer();
        dns = new DnsClient(new DnsSettings(List.of(server.address()), Duration.ofMillis(200), 2, 100, 0),
            new DnsMetrics(new RecordingMetricFactory()));
    }

    @AfterEach
    void stop() throws IOException {
        dns.close();
        server.close();
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        // zones | what they answer | threshold | the client's answer
        "bl.test | 127.0.0.2 | 1 | 550 5.7.1 Service unavailable; client [203.0.113.9] blocked using bl.test",
        "bl.test | - | 1 | -",
        "bl.test=127.0.0.3 | 127.0.0.2 | 1 | -",
        "bl.test=127.0.0.[2;4..11] | 127.0.0.9 | 1 | 550 5.7.1 Service unavailable; client [203.0.113.9] blocked using bl.test",
        "bl.test | 127.0.0.2 | 2 | -",
        "bl.test*2 | 127.0.0.2 | 2 | 550 5.7.1 Service unavailable; client [203.0.113.9] blocked using bl.test",
        "bl.test,wl.test*-1 | 127.0.0.2 | 1 | -",
        "bl.test*3,wl.test*-1 | 127.0.0.2 | 2 | 550 5.7.1 Service unavailable; client [203.0.113.9] blocked using bl.test",
        "bl.test | 127.255.255.254 | 1 | -",
        "bl.test | 192.0.2.1 | 1 | -"})
    void listsInTheDnsShouldBeWeighed(String zones, String answer, String threshold, String expected) {
        if (answer != null) {
            server.with("9.113.0.203.bl.test", Type.A, answer).with("9.113.0.203.wl.test", Type.A, "127.0.0.1");
        }
        String[] each = zones.split(",");
        assertThat(answer(Map.of("dnsbl.zones", List.of(each), "dnsbl.threshold", threshold, "greylist.enabled", "false"), "a@nospf.test"))
            .isEqualTo(expected == null ? "accepted" : expected);
    }

    @Test
    void silentListsShouldCountForNothingAndHoldNobodyLongerThanTheDeadline() {
        server.with("9.113.0.203.slow.test", Mood.SILENT).with("9.113.0.203.lame.test", Mood.SERVER_FAILURE)
            .with("9.113.0.203.lie.test", Mood.LYING);
        Instant begin = Instant.now();

        assertThat(answer(Map.of("dnsbl.zones", List.of("slow.test", "lame.test", "lie.test"), "dnsbl.deadline", "300ms",
            "greylist.enabled", "false"), "")).isEqualTo("accepted");

        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void allListsShouldBeAskedAtTheSameTime() {
        server.delay(Duration.ofMillis(100));
        List<String> zones = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            zones.add("l" + i + ".test");
            server.with("9.113.0.203.l" + i + ".test", Type.A, "127.0.0.2");
        }
        assertThat(answer(Map.of("dnsbl.zones", zones, "dnsbl.threshold", "10", "dnsbl.deadline", "2s", "policy.spf", "false"), ""))
            .startsWith("550 5.7.1");
    }

    @Test
    void privateAddressesShouldNeverBeAskedAbout() {
        for (String address : List.of("10.1.2.3", "192.168.7.7", "127.0.0.1", "fe80::1", "fd00::1", "100.64.0.1")) {
            assertThat(dnsbl("bl.test").start(address).join().total()).isZero();
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void ipv6ClientsShouldBeAskedAboutByNibbles() {
        Dnsbl dnsbl = dnsbl("bl.test");
        server.with("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bl.test", Type.A, "127.0.0.2");

        assertThat(dnsbl.start("2001:db8::1").join().total()).isEqualTo(1);
    }

    @Test
    void listThatDoesNotWantToBeAskedShouldBeLeftAlone() {
        server.with("9.113.0.203.bl.test", Type.A, "127.255.255.254");
        Dnsbl dnsbl = dnsbl("bl.test");
        dnsbl.start(CLIENT).join();
        int asked = server.asked().size();

        DnsblScore score = dnsbl.start("198.51.100.4").join();

        assertThat(score).isEqualTo(new DnsblScore(0, List.of(), List.of("bl.test")));
        assertThat(server.asked()).hasSize(asked);
        assertThat(pauses.current()).extracting(ListPause::zone).containsExactly("bl.test");
    }

    @Test
    void listsWithAnAnswerOfTheirOwnForTheUnwantedShouldNotBeBelieved() {
        server.with("9.113.0.203.list.dnswl.org", Type.A, "127.0.0.255");

        assertThat(dnsbl("list.dnswl.org*-5").start(CLIENT).join()).isEqualTo(new DnsblScore(0, List.of(), List.of("list.dnswl.org")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "v=spf1 ip4:203.0.113.9 -all | accepted",
        "v=spf1 -all | 550 5.7.23 SPF: 203.0.113.9 may not send for x.test",
        "v=spf1 ~all | 450 4.7.1 Greylisted, try again in 180 seconds",
        "v=spf1 ?all | 450 4.7.1 Greylisted, try again in 180 seconds",
        "v=spf1 bad:mechanism | 450 4.7.1 Greylisted, try again in 180 seconds"})
    void spfShouldRefuseSpareOrLeaveToTheGreylist(String policy, String expected) {
        server.with("x.test", Type.TXT, "\"" + policy + "\"");

        assertThat(answer(Map.of(), "a@x.test")).isEqualTo(expected);
    }

    @Test
    void spfExplanationShouldReachTheClientInOneLine() {
        server.with("x.test", Type.TXT, "\"v=spf1 exp=why.x.test -all\"").with("why.x.test", Type.TXT, "\"ask %{d}\"");

        assertThat(answer(Map.of(), "a@x.test"))
            .isEqualTo("550 5.7.23 SPF: 203.0.113.9 may not send for x.test; x.test explains: ask x.test");
    }

    @Test
    void spfFailureShouldPassWhereTheSwitchIsOff() {
        server.with("x.test", Type.TXT, "\"v=spf1 -all\"");

        assertThat(answer(Map.of("policy.spf-refuse-fail", "false", "greylist.enabled", "false"), "a@x.test")).isEqualTo("accepted");
    }

    @Test
    void senderDomainThatCannotBeAskedShouldPassOrWaitAsConfigured() {
        server.with("x.test", Mood.SERVER_FAILURE);

        assertThat(answer(Map.of("greylist.enabled", "false"), "a@x.test")).isEqualTo("accepted");
        assertThat(answer(Map.of("greylist.enabled", "false", "policy.spf-defer-temporary", "true"), "a@x.test"))
            .isEqualTo("451 4.4.3 SPF: x.test cannot be asked now, try again later");
    }

    @Test
    void welcomeSenderShouldNeedItsProofWhereTheEntryAsksForOne() {
        lists.save(List.of(entry(EntryKind.SENDER_DOMAIN, "x.test", EntryCondition.SPF)));
        server.with("x.test", Type.TXT, "\"v=spf1 -all\"");
        assertThat(answer(Map.of(), "a@x.test")).startsWith("550 5.7.23");
        lists.save(List.of(entry(EntryKind.SENDER_DOMAIN, "x.test", EntryCondition.NONE)));
        assertThat(answer(Map.of(), "a@x.test")).isEqualTo("accepted");
    }

    @Test
    void welcomeClientShouldBeSparedTheListsInTheDns() {
        server.with("9.113.0.203.bl.test", Type.A, "127.0.0.2");
        Map<String, Object> settings = Map.of("dnsbl.zones", "bl.test", "policy.senders-spare-dnsbl", "false");
        lists.save(List.of(entry(EntryKind.SENDER_ADDRESS, "a@x.test", EntryCondition.NONE)));
        assertThat(answer(settings, "a@x.test")).startsWith("550 5.7.1 Service unavailable");
        lists.save(List.of(entry(EntryKind.CLIENT_NETWORK, "203.0.113.0/24", EntryCondition.NONE)));
        assertThat(answer(settings, "other@nospf.test")).isEqualTo("accepted");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "policy.helo-syntax | a b | 501 5.5.2 HELO needs a host name or an address in brackets",
        "policy.helo-syntax | -x.test | 501 5.5.2 HELO needs a host name or an address in brackets",
        "policy.helo-syntax | 203.0.113.9 | 501 5.5.2 HELO needs a host name or an address in brackets",
        "policy.helo-syntax | [203.0.113.9] | accepted",
        "policy.helo-syntax | [IPv6:2001:db8::1] | accepted",
        "policy.helo-syntax | [nonsense] | 501 5.5.2 HELO needs a host name or an address in brackets",
        "policy.helo-syntax | localhost | accepted",
        "policy.helo-full | localhost | 504 5.5.2 HELO needs a full host name",
        "policy.helo-full | mail.x.test | accepted",
        "policy.helo-resolvable | mail.x.test | accepted",
        "policy.helo-resolvable | gone.x.test | 450 4.7.1 The name given at HELO is not known to the DNS",
        "policy.helo-resolvable | lame.x.test | accepted",
        "policy.helo-resolvable | [203.0.113.9] | accepted"})
    void nameAtHeloShouldBeTestedAsConfigured(String test, String helo, String expected) {
        server.with("mail.x.test", Type.A, "203.0.113.9").with("lame.x.test", Mood.SERVER_FAILURE);

        assertThat(answer(Map.of(test, "true", "greylist.enabled", "false"), "a@nospf.test", helo)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a@nodomain | 504 5.5.2 The sender address needs a full domain",
        "a@mx.test | accepted",
        "a@host.test | accepted",
        "a@null.test | 550 5.7.27 The sender's domain null.test takes no mail (null MX)",
        "a@gone.test | 450 4.1.8 The sender's domain gone.test is not known to the DNS",
        "a@lame.test | accepted"})
    void senderShouldBeTestedAsConfigured(String sender, String expected) {
        server.with("mx.test", Type.MX, "10 mail.mx.test.").with("host.test", Type.A, "192.0.2.1").with("null.test", Type.MX, "0 .")
            .with("lame.test", Mood.SERVER_FAILURE);

        assertThat(answer(Map.of("policy.sender-domain", "true", "greylist.enabled", "false"), sender)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        // reverse name | its address | test | answer
        "good.test. | 203.0.113.9 | confirmed | accepted",
        "bad.test. | 192.0.2.1 | confirmed | 450 4.7.25 The name of your address 203.0.113.9 does not lead back to it",
        "bad.test. | 192.0.2.1 | name | accepted",
        "- | - | name | 450 4.7.25 Your address 203.0.113.9 has no name",
        "- | - | off | accepted"})
    void clientShouldNeedItsNameAsConfigured(String name, String address, String test, String expected) {
        if (name != null) {
            server.with("9.113.0.203.in-addr.arpa", Type.PTR, name).with(name, Type.A, address);
        }
        assertThat(answer(Map.of("policy.client-name", test, "greylist.enabled", "false"), "a@nospf.test")).isEqualTo(expected);
    }

    @Test
    void reverseZoneThatDoesNotAnswerShouldRefuseNobody() {
        server.with("9.113.0.203.in-addr.arpa", Mood.SERVER_FAILURE);

        assertThat(answer(Map.of("policy.client-name", "confirmed", "greylist.enabled", "false"), "a@nospf.test")).isEqualTo("accepted");
    }

    @Test
    void otherExchangerOfTheRecipientShouldBeSparedSpfAndGreylist() {
        server.with("here.test", Type.MX, "20 backup.here.test.").with("backup.here.test", Type.A, CLIENT)
            .with("x.test", Type.TXT, "\"v=spf1 -all\"");

        assertThat(answer(Map.of(), "a@x.test")).isEqualTo("accepted");
    }

    private Dnsbl dnsbl(String... zones) {
        return new Dnsbl(dns, new DnsLists(pauses), configuration(Map.of("dnsbl.zones", List.of(zones))).dnsbl().zones(),
            Duration.ofSeconds(1));
    }

    private String answer(Map<String, Object> settings, String sender) {
        return answer(settings, sender, "mail.client.test");
    }

    private String answer(Map<String, Object> settings, String sender, String helo) {
        PosternConfiguration configuration = configuration(settings);
        Duration limit = Duration.ofSeconds(1);
        SpfLookup spf = new SpfLookup(dns, new Spf("here.test", clock), limit, List.of(), threads);
        List<PolicyStage> stages = new ArrayList<>(ListStage.all(new AddressLists(lists, clock, Runnable::run), spf,
            configuration.policy().sendersSpareDnsbl()));
        Dnsbl dnsbl = new Dnsbl(dns, new DnsLists(pauses), configuration.dnsbl().zones(), configuration.dnsbl().deadline());
        stages.addAll(List.of(new DnsblStage(dnsbl, configuration.dnsbl()),
            new HeloNameStage(configuration.envelope(), dns, limit), new ClientNameStage(configuration.envelope(), dns, limit),
            new SenderSyntaxStage(configuration.envelope()), new SenderDomainStage(configuration.envelope(), dns, limit),
            new BackupExchangerStage(dns, limit), new SpfStage(spf, configuration.envelope().spf()),
            new GreylistStage(new Greylist(configuration.greylist(), new InMemoryGreylistStore(), clock, metrics),
                new BoundedLookup(new TimeLimit(), limit, metrics))));
        SmtpPolicy policy = new SmtpPolicy(configuration.policy(), stages, (id, type, recipient, details) -> { }, metrics);
        Client client = new Client(CLIENT, Optional.empty(), Optional.of(helo), Optional.empty(), Optional.empty());
        PolicySession session = new PolicySession();
        policy.reached(new PolicyContext(PolicyPoint.CONNECT, Direction.INCOMING, Client.of(CLIENT), Optional.empty(),
            Optional.empty(), "T", session));
        return policy.reached(new PolicyContext(PolicyPoint.RCPT, Direction.INCOMING, client, Optional.of(sender), Optional.of(RCPT), "T",
            session)).reply().map(PolicyReply::toString).map(text -> text.substring(0, text.lastIndexOf(" ("))).orElse("accepted");
    }

    private static PosternConfiguration configuration(Map<String, Object> settings) {
        return PosternConfiguration.from(new MapConfiguration(settings));
    }

    private static AddressEntry entry(EntryKind kind, String value, EntryCondition condition) {
        return new AddressEntry(ListName.WELCOMELIST, kind, value, false, condition, "", "", Instant.now(), Optional.empty());
    }
}
