// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Contents;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.ListHit;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.yaml.RuleSetYaml;
import org.postern.analysis.spam.SpamBudget;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.auth.SenderChecks;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.learn.AutomaticTeacher;
import org.postern.gateway.learn.InMemoryLessonStore;
import org.postern.gateway.learn.Learning;
import org.postern.gateway.learn.MailClassifier;
import org.postern.gateway.lists.MessageLists;
import org.postern.gateway.request.FilterRequest;
import org.postern.gateway.request.FilterRequest.Patience;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.VirusScanner;
import org.postern.gateway.scan.VirusScanning;
import org.postern.gateway.spam.RuleCheck;

/** The whole filter with the shipped rules; only the engines are told what to answer. */
class FilterTest {
    private static final Path SHIPPED = Path.of("..", "james-conf", "single");
    private static final EngineAnswer CLEAN = new EngineAnswer.Clean();
    private static final EngineAnswer VIRUS = new EngineAnswer.Found(List.of("Win.Test.EICAR_HDB-1"));
    private static final EngineAnswer DOWN = new EngineAnswer.Unknown("connection refused");
    private static final String GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*" + "GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";
    private static final List<String> RECIPIENTS = List.of("one@example.org", "two@example.org");

    private final Learning learning = new Learning(new InMemoryLessonStore(), PosternConfiguration.defaults().learning(),
        Clock.systemUTC());
    private final ContentAnalysis shippedAnalysis = new MessageContentAnalysis(new MessageAnalyser(), AnalysisLimits.defaults(),
        new RuleCheck(new SpamEngineSource(SHIPPED.resolve("spam"), Clock.systemUTC()), SpamBudget.defaults(),
            new MailClassifier(learning, PosternConfiguration.defaults().learning()),
            new AutomaticTeacher(learning, PosternConfiguration.defaults().learning(), Clock.systemUTC())));
    private final Decision shippedRules = new RuleSetDecision(new RuleSetSource(SHIPPED.resolve("rules.yml"), Clock.systemUTC()));
    private VirusScanning scanning;

    @BeforeEach
    void load() {
        learning.load();
    }

    @AfterEach
    void stop() {
        if (scanning != null) {
            scanning.close();
        }
    }

    private Filter filter(ContentAnalysis analysis, Decision rules, EngineAnswer... answers) {
        scanning = new VirusScanning(IntStream.range(0, answers.length).<VirusScanner>mapToObj(i -> new VirusScanner() {
            @Override
            public String name() {
                return "engine" + i;
            }

            @Override
            public EngineAnswer scan(MessageSource message, Duration limit) {
                return answers[i];
            }
        }).toList());
        return new Filter(analysis, scanning, rules, Duration.ofSeconds(10));
    }

    private Filter filter(MessageLists lists) {
        filter(shippedAnalysis, shippedRules, CLEAN);
        return new Filter(shippedAnalysis, scanning, new RuleSetDecision(() -> BY_LIST), Duration.ofSeconds(10), new HeuristicScore(0),
            SenderChecks.none(), lists, LargeMessages.unlimited());
    }

    private Filter filter(EngineAnswer... answers) {
        return filter(shippedAnalysis, shippedRules, answers);
    }

    private static FilterRequest request(MessageSource message, Patience patience) {
        return new FilterRequest("01HZZZZZZZZZZZZZZZZZZZZZZZ", Instant.parse("2026-03-01T12:00:00Z"), Direction.INCOMING,
            new Envelope("sender@example.com", RECIPIENTS), Client.of("192.0.2.1"), message, patience);
    }

    private static FilterRequest mail(String body, Patience patience) {
        return request(MessageSource.of(("From: Sender <sender@example.com>\r\nTo: one@example.org\r\nSubject: Minutes of Monday\r\n"
            + "Date: Sun, 1 Mar 2026 12:00:00 +0000\r\nMessage-ID: <1@example.com>\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: text/plain; charset=us-ascii\r\n\r\n" + body + "\r\n").getBytes(StandardCharsets.US_ASCII)), patience);
    }

    private static FilterOutcome.Decided decided(FilterOutcome outcome) {
        assertThat(outcome).isInstanceOf(FilterOutcome.Decided.class);
        return (FilterOutcome.Decided) outcome;
    }

    private static List<QuarantineKind> kinds(FilterOutcome outcome) {
        return decided(outcome).verdict().dispositions().stream().map(Disposition::outcome)
            .map(action -> ((Action.Quarantine) action).kind()).toList();
    }

    @Test
    void ordinaryMailShouldBeDeliveredToEveryRecipient() {
        FilterOutcome outcome = filter(CLEAN).filter(mail("Dear all, here are the minutes.", Patience.RETRY));

        assertThat(decided(outcome).verdict().dispositions()).hasSize(2).allMatch(Disposition::delivers);
        assertThat(decided(outcome).facts().virus()).isEqualTo(VirusScan.clean());
        assertThat(decided(outcome).facts().unknown()).isEmpty();
    }

    @Test
    void factsShouldHoldTheRequestAndTheTimeOfEachStage() {
        FilterRequest request = mail("hello", Patience.RETRY);

        var facts = decided(filter(CLEAN).filter(request)).facts();

        assertThat(facts.messageId()).isEqualTo(request.messageId());
        assertThat(facts.envelope()).isEqualTo(request.envelope());
        assertThat(facts.client()).isEqualTo(request.client());
        assertThat(facts.header("subject")).contains("Minutes of Monday");
        assertThat(facts.timingsMicros()).containsKeys("mime", "spam", "virus.wait", "rules", "total");
    }

    @Test
    void infectedMailShouldGoToTheVirusQuarantine() {
        assertThat(kinds(filter(VIRUS).filter(mail("hello", Patience.RETRY)))).containsOnly(QuarantineKind.VIRUS);
    }

    @Test
    void suspicionShouldGivePointsOnceAndNotCountAsAVirus() {
        EngineAnswer suspicion = new EngineAnswer.Found(List.of("Heuristics.Encrypted.Zip"));
        filter(suspicion, suspicion);
        Filter filter = new Filter(shippedAnalysis, scanning, shippedRules, Duration.ofSeconds(10), new HeuristicScore(3));

        FilterOutcome.Decided outcome = decided(filter.filter(mail("Dear all, here are the minutes.", Patience.RETRY)));

        assertThat(outcome.facts().virus().status()).isEqualTo(VirusScan.Status.CLEAN);
        assertThat(outcome.facts().spam().score()).isEqualTo(3);
        assertThat(outcome.facts().spam().hits()).singleElement().satisfies(hit -> {
            assertThat(hit.rule()).isEqualTo(HeuristicScore.RULE);
            assertThat(hit.description()).contains("Heuristics.Encrypted.Zip");
        });
    }

    @Test
    void messageThatNoScanCanEverFinishShouldNotWaitButBeQuarantinedAsUnscannedAtOnce() {
        FilterOutcome outcome = filter(CLEAN, EngineAnswer.Unknown.forGood("too large")).filter(mail("hello", Patience.RETRY));

        assertThat(kinds(outcome)).containsOnly(QuarantineKind.UNSCANNED);
        assertThat(decided(outcome).facts().virus()).isEqualTo(VirusScan.unknown());
    }

    @Test
    void messageShouldWaitWhileOneOfTwoFailuresMayPass() {
        assertThat(filter(DOWN, EngineAnswer.Unknown.forGood("too large")).filter(mail("hello", Patience.RETRY)))
            .isInstanceOf(FilterOutcome.TryAgain.class);
    }

    @Test
    void whatAnalysisRevealsShouldBeScannedByEveryEngine() {
        ContentAnalysis revealing = (request, room, budget) -> new Content(List.of(), List.of(), List.of(), List.of(), SpamAnalysis.none(),
            List.of(), Map.of(), Contents.none(), List.of(MessageSource.of("hidden".getBytes(StandardCharsets.US_ASCII))));
        scanning = new VirusScanning(List.of(new VirusScanner() {
            @Override
            public String name() {
                return "one";
            }

            @Override
            public EngineAnswer scan(MessageSource content, Duration limit) {
                try {
                    return content.size() == "hidden".length() ? VIRUS : CLEAN;
                } catch (IOException e) {
                    return DOWN;
                }
            }
        }));

        assertThat(kinds(new Filter(revealing, scanning, shippedRules, Duration.ofSeconds(10)).filter(mail("hello", Patience.RETRY))))
            .containsOnly(QuarantineKind.VIRUS);
    }

    @Test
    void gtubeShouldScoreAThousandPointsAndNotBeDelivered() {
        FilterOutcome outcome = filter(CLEAN).filter(mail(GTUBE, Patience.RETRY));

        assertThat(decided(outcome).facts().spam().score()).isGreaterThanOrEqualTo(1000);
        assertThat(decided(outcome).facts().spam().hits()).extracting(SpamHit::rule).contains("GTUBE");
        assertThat(decided(outcome).verdict().dispositions()).noneMatch(Disposition::delivers);
    }

    @Test
    void unfinishedScanShouldBeTriedAgain() {
        FilterOutcome outcome = filter(DOWN).filter(mail("hello", Patience.RETRY));

        assertThat(outcome).isInstanceOfSatisfying(FilterOutcome.TryAgain.class, again -> {
            assertThat(again.reason()).contains("virus.engine0").contains("connection refused");
            assertThat(again.facts().unknown()).extracting(UnknownCheck::check).contains("virus.engine0");
        });
    }

    @Test
    void unfinishedScanShouldQuarantineEveryRecipientAsUnscannedWhenPatienceIsExhausted() {
        FilterOutcome outcome = filter(DOWN).filter(mail("hello", Patience.EXHAUSTED));

        assertThat(kinds(outcome)).containsExactly(QuarantineKind.UNSCANNED, QuarantineKind.UNSCANNED);
        assertThat(decided(outcome).verdict().dispositions()).extracting(Disposition::recipient).isEqualTo(RECIPIENTS);
        assertThat(decided(outcome).verdict().explanation()).isNotEmpty();
    }

    @Test
    void findingOfOneEngineShouldCountThoughAnotherDidNotFinish() {
        assertThat(kinds(filter(DOWN, VIRUS).filter(mail("hello", Patience.RETRY)))).containsOnly(QuarantineKind.VIRUS);
        assertThat(kinds(filter(VIRUS, DOWN).filter(mail("hello", Patience.EXHAUSTED)))).containsOnly(QuarantineKind.VIRUS);
    }

    @Test
    void cleanAnswerOfOneEngineShouldNotCoverForAnother() {
        assertThat(filter(CLEAN, DOWN).filter(mail("hello", Patience.RETRY))).isInstanceOf(FilterOutcome.TryAgain.class);
    }

    @Test
    void failingAnalysisShouldMakeTheMailUnparseableAndNotDeliverIt() {
        ContentAnalysis failing = (request, room, budget) -> {
            throw new IllegalStateException("bug");
        };

        FilterOutcome outcome = filter(failing, shippedRules, CLEAN).filter(mail("hello", Patience.RETRY));

        assertThat(kinds(outcome)).containsOnly(QuarantineKind.UNPARSEABLE);
        assertThat(decided(outcome).facts().anomalies()).extracting(Anomaly::kind).containsExactly(Anomaly.UNPARSEABLE);
    }

    @Test
    void messageThatCannotBeReadShouldBeTriedAgainAndAtLastBeUnscanned() {
        MessageSource broken = new MessageSource() {
            @Override
            public InputStream open() throws IOException {
                throw new IOException("disk is gone");
            }

            @Override
            public long size() throws IOException {
                throw new IOException("disk is gone");
            }
        };

        assertThat(filter(CLEAN).filter(request(broken, Patience.RETRY))).isInstanceOf(FilterOutcome.TryAgain.class);
        assertThat(kinds(filter(CLEAN).filter(request(broken, Patience.EXHAUSTED)))).containsOnly(QuarantineKind.UNSCANNED);
    }

    @Test
    void failingRulesShouldNeverDeliver() {
        Decision failing = facts -> {
            throw new IllegalStateException("bug");
        };

        assertThat(filter(shippedAnalysis, failing, CLEAN).filter(mail("hello", Patience.RETRY)))
            .isInstanceOf(FilterOutcome.TryAgain.class);
        assertThat(kinds(filter(shippedAnalysis, failing, CLEAN).filter(mail("hello", Patience.EXHAUSTED))))
            .containsOnly(QuarantineKind.UNSCANNED);
    }

    @Test
    void switchedOffScanningShouldBeToldApartFromClean() {
        FilterOutcome outcome = filter().filter(mail("hello", Patience.RETRY));

        assertThat(decided(outcome).facts().virus()).isEqualTo(VirusScan.disabled());
    }

    @Test
    void lateEngineShouldEndWithTheDeadline() {
        scanning = new VirusScanning(List.of(new VirusScanner() {
            @Override
            public String name() {
                return "late";
            }

            @Override
            public EngineAnswer scan(MessageSource message, Duration limit) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return CLEAN;
            }
        }));
        long start = System.nanoTime();

        FilterOutcome outcome = new Filter(shippedAnalysis, scanning, shippedRules, Duration.ofMillis(300))
            .filter(mail("hello", Patience.RETRY));

        assertThat(outcome).isInstanceOf(FilterOutcome.TryAgain.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void manyThreadsShouldGetTheSameVerdictAsOne() {
        Filter filter = filter(CLEAN);
        Verdict spam = decided(filter.filter(mail(GTUBE, Patience.RETRY))).verdict();
        Verdict ham = decided(filter.filter(mail("hello", Patience.RETRY))).verdict();

        List<Verdict> verdicts = IntStream.range(0, 200).parallel()
            .mapToObj(i -> decided(filter.filter(mail(i % 2 == 0 ? GTUBE : "hello", Patience.RETRY))).verdict()).toList();

        assertThat(IntStream.range(0, 200)).allMatch(i -> verdicts.get(i).equals(i % 2 == 0 ? spam : ham));
    }

    private static final RuleSet BY_LIST = new RuleSetYaml().read("""
        version: lists-1
        what:
          Partners:
            - list: partners
        rules:
          - name: Hold partners' mail
            priority: 90
            what: [Partners]
            actions:
              - hold
        """);

    @Test
    void ruleShouldHoldForTheRecipientsWhoseListSpeaksOfTheSender() {
        FilterOutcome.Decided decided = decided(filter((client, envelope, authentication) ->
            envelope.sender().endsWith("@example.com") && client.address().equals("192.0.2.1")
                ? List.of(new ListHit("partners", Optional.of("two@example.org"), "example.com")) : List.of())
            .filter(mail("text", Patience.RETRY)));
        assertThat(decided.verdict().dispositions()).extracting(Disposition::outcomeName).containsExactly("accept", "quarantine held");
        assertThat(decided.facts().lists()).extracting(ListHit::entry).containsExactly("example.com");
    }

    @Test
    void listsThatCannotBeAskedShouldBeUnknownAndKeepNoMailBack() {
        FilterOutcome.Decided decided = decided(filter((client, envelope, authentication) -> {
            throw new StorageUnavailableException("never read", new IOException("down"));
        }).filter(mail("text", Patience.RETRY)));
        assertThat(decided.verdict().dispositions()).extracting(Disposition::outcomeName).containsOnly("accept");
        assertThat(decided.facts().unknown()).extracting(UnknownCheck::check).contains("lists");
    }
}
