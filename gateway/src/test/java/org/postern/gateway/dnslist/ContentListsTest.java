// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnslist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.commons.configuration2.MapConfiguration;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.DnsFact;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.spam.SpamBudget;
import org.postern.analysis.spam.SpamEngine;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.analysis.spam.SpamRuleFile;
import org.postern.analysis.spam.SpamRules;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.dns.DnsClient;
import org.postern.gateway.dns.DnsMetrics;
import org.postern.gateway.dns.DnsSettings;
import org.postern.gateway.dns.FakeNameServer;
import org.postern.gateway.dns.FakeNameServer.Mood;
import org.postern.gateway.filter.SpamEngineSource;
import org.postern.gateway.learn.AutomaticTeacher;
import org.postern.gateway.learn.InMemoryLessonStore;
import org.postern.gateway.learn.Learning;
import org.postern.gateway.learn.MailClassifier;
import org.postern.gateway.request.FilterRequest;
import org.postern.gateway.request.FilterRequest.Patience;
import org.postern.gateway.reputation.SenderMemory;
import org.postern.gateway.spam.RuleCheck;
import org.xbill.DNS.Type;

class ContentListsTest {
    private static final String RULES = "header R eval:check_rbl('r-lastexternal', 'relays.test.')\nscore R 2\ntflags R net\n"
        + "urirhssub U names.test. A 2\nbody U eval:check_uridnsbl('U')\nscore U 3\ntflags U net\n"
        + "urirhssub V names.test. A 4\nbody V eval:check_uridnsbl('V')\nscore V 1\ntflags V net\n"
        + "urirhssub TOLD own.test. A 1\nbody TOLD eval:check_uridnsbl('TOLD')\nscore TOLD 0.001\ntflags TOLD net\n"
        + "urirhssub O own.test. A 2\nbody O eval:check_uridnsbl('O')\nscore O 4\ntflags O net\n"
        + "dns_block_rule TOLD own.test\nbody PLAIN /now/\nscore PLAIN 1\n";

    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private final ListPauses pauses = new ListPauses(Clock.systemUTC(), Duration.ofMinutes(10), metrics);
    private FakeNameServer server;
    private DnsClient client;
    private RuleCheck check;

    @BeforeEach
    void start() throws IOException {
        server = new FakeNameServer();
        client = client(Duration.ofSeconds(1));
        check = check(Map.of("dnslist.content", "true", "dnslist.deadline", "30s"));
    }

    private DnsClient client(Duration timeout) {
        return new DnsClient(new DnsSettings(List.of(server.address()), timeout, 2, 64, 0), new DnsMetrics(metrics));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void listedRelaysAndLinksShouldGivePointsWithTheAnswersKept() {
        server.with("5.113.0.203.relays.test", Type.A, "127.0.0.2").with("evil.test.names.test", Type.A, "127.0.0.6");

        SpamOutcome outcome = check(stranger());

        assertThat(outcome.analysis().hits()).extracting(SpamHit::rule).containsExactlyInAnyOrder("U", "R", "V", "PLAIN");
        assertThat(outcome.analysis().score()).isEqualTo(7);
        assertThat(outcome.analysis().hits()).filteredOn(hit -> hit.rule().equals("U")).singleElement()
            .satisfies(hit -> assertThat(hit.matched()).isEqualTo("evil.test in names.test: 127.0.0.6"));
        assertThat(outcome.dns()).contains(new DnsFact("evil.test.names.test", "A", DnsFact.Result.FOUND, List.of("127.0.0.6")),
            new DnsFact("evil.test.own.test", "A", DnsFact.Result.NONE, List.of()));
        assertThat(outcome.unknown()).isEmpty();
    }

    @Test
    void eachQuestionShouldBeAskedOnce() throws IOException {
        // An answer that a busy machine delays would be asked for again, and rightly so.
        client.close();
        client = client(Duration.ofSeconds(20));
        check = check(Map.of("dnslist.content", "true", "dnslist.deadline", "30s"));

        check(stranger());

        assertThat(server.asked()).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void aSilentListShouldGiveNoPointsAndHoldUpNothingForLongerThanItsTime() {
        check = check(Map.of("dnslist.content", "true", "dnslist.deadline", "5s"));
        server.with("evil.test.names.test", Mood.SILENT).with("5.113.0.203.relays.test", Type.A, "127.0.0.2");

        long start = System.nanoTime();
        SpamOutcome outcome = check(stranger());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
        assertThat(outcome.analysis().hits()).extracting(SpamHit::rule).containsExactlyInAnyOrder("R", "PLAIN");
        assertThat(outcome.unknown()).singleElement().satisfies(unknown -> {
            assertThat(unknown.check()).isEqualTo("spam.dns");
            assertThat(unknown.reason()).startsWith("names.test gave no answer");
        });
    }

    @Test
    void aListThatRefusesShouldScoreNothingAndNotBeAskedAgain() {
        server.with("evil.test.names.test", Type.A, "127.255.255.255");

        SpamOutcome first = check(stranger());
        int asked = server.asked().size();
        SpamOutcome second = check(stranger());

        assertThat(first.analysis().hits()).extracting(SpamHit::rule).containsExactly("PLAIN");
        assertThat(second.unknown()).containsExactly(
            new UnknownCheck("spam.dns", "names.test does not serve this gateway: 127.255.255.255: too many questions are asked"));
        assertThat(server.asked().subList(asked, server.asked().size())).noneMatch(question -> question.contains("names.test"));
        assertThat(pauses.of("names.test")).isPresent();
    }

    @Test
    void aRuleThatTellsRefusalShouldLetItsListRest() {
        server.with("evil.test.own.test", Type.A, "127.0.0.1");

        SpamOutcome outcome = check(stranger());

        assertThat(outcome.analysis().hits()).as("%s", outcome.dns()).extracting(SpamHit::rule).containsExactlyInAnyOrder("PLAIN", "TOLD");
        assertThat(pauses.of("own.test")).hasValueSatisfying(pause -> assertThat(pause.reason()).contains("TOLD"));
    }

    @Test
    void mailOfUsersAndSettingsThatSwitchListsOffShouldAskNobody() {
        check(request(Direction.INCOMING, new Client("203.0.113.5", Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.of("anna@home.test"))));
        check(request(Direction.OUTGOING, Client.of("203.0.113.5")));
        check = check(Map.of());
        SpamOutcome outcome = check(stranger());

        assertThat(server.asked()).isEmpty();
        assertThat(outcome.unknown()).isEmpty();
        assertThat(outcome.dns()).isEmpty();
    }

    @Test
    void thePublicAddressOfTheClientShouldCountWhenItStandsInTheTraceAlready() {
        check(new FilterRequest("1", Instant.EPOCH, Direction.INCOMING, new Envelope("a@sender.test", List.of("bob@home.test")),
            Client.of("203.0.113.5"), MessageSource.of(("Received: from x.test (x.test [203.0.113.5]) by gate.test with ESMTP id 1;\r\n"
                + " Mon, 2 Mar 2026 10:00:00 +0000\r\nFrom: a@sender.test\r\n\r\nnow\r\n").getBytes(StandardCharsets.US_ASCII)),
            Patience.RETRY));

        assertThat(server.asked()).containsExactly("udp 5.113.0.203.relays.test A");
    }

    private RuleCheck check(Map<String, String> settings) {
        PosternConfiguration configuration = PosternConfiguration.from(new MapConfiguration(settings));
        SpamRules rules = SpamRules.parse(List.of(new SpamRuleFile("x.cf", RULES)), SpamEngineSource.setup());
        assertThat(rules.warnings()).isEmpty();
        SpamEngine engine = new SpamEngine(rules);
        Learning learning = new Learning(new InMemoryLessonStore(), configuration.learning(), Clock.systemUTC());
        learning.load();
        return new RuleCheck(() -> engine, SpamBudget.defaults(), new MailClassifier(learning, configuration.learning()),
            new AutomaticTeacher(learning, configuration.learning(), Clock.systemUTC()),
            configuration.dnsLists().content()
                ? ContentLists.of(client, pauses, configuration.dnsLists().deadline(), SpamBudget.defaults()) : ContentLists.none(),
            Optional.empty(),
            SenderMemory.none());
    }

    private SpamOutcome check(FilterRequest request) {
        try {
            return check.check(request, new MessageAnalyser().analyse(request.message(), AnalysisLimits.defaults()),
                Duration.ofMinutes(1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static FilterRequest stranger() {
        return request(Direction.INCOMING, Client.of("203.0.113.5"));
    }

    private static FilterRequest request(Direction direction, Client client) {
        String mail = Stream.of("From: Anna <anna@author.test>", "To: bob@home.test", "Subject: Minutes", "",
            "Go to http://www.evil.test/ and http://evil.test/x now", "").reduce((a, b) -> a + "\r\n" + b).orElseThrow();
        return new FilterRequest("1", Instant.EPOCH, direction, new Envelope("anna@author.test", List.of("bob@home.test")), client,
            MessageSource.of(mail.getBytes(StandardCharsets.US_ASCII)), Patience.RETRY);
    }
}
