// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.GuiceJamesServer;
import org.apache.james.MemoryJamesConfiguration;
import org.apache.james.MemoryJamesServerMain;
import org.apache.james.data.UsersRepositoryModuleChooser.Implementation;
import org.apache.james.modules.protocols.ImapGuiceProbe;
import org.apache.james.modules.protocols.SmtpGuiceProbe;
import org.apache.james.utils.DataProbeImpl;
import org.apache.james.utils.TestIMAPClient;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.scan.RealClamd;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventType;

/**
 * The whole way of a message through a stock James memory server in this process, with the configuration that operators get.
 */
class PosternInJamesTest {
    private static final String GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE" + "-TEST-EMAIL*C.34X";
    /** What every ordinary message has; without it the spam rules would rightly mistrust it. */
    private static final String ORDINARY = "From: Sender <sender@client.test>\r\nTo: Anna <anna@a.test>\r\n"
        + "Date: Sun, 1 Mar 2026 12:00:00 +0000\r\nMessage-ID: <1@client.test>\r\nMIME-Version: 1.0\r\n";
    private static final ConditionFactory SOON = Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));

    @TempDir
    Path directory;
    private ConfigurationDirectory configuration;
    private SmtpSink sink;
    private RealClamd clamd;
    private GuiceJamesServer server;

    @BeforeEach
    void setUp() throws Exception {
        assumeThat(RealClamd.isInstalled()).as("clamd is installed").isTrue();
        clamd = RealClamd.start(Files.createDirectories(directory.resolve("clamd")));
        sink = new SmtpSink();
        configuration = new ConfigurationDirectory(directory).set("clamav.port", String.valueOf(clamd.configuration().port()));
    }

    @AfterEach
    void tearDown() throws Exception {
        if (server != null) {
            server.stop();
        }
        if (sink != null) {
            sink.close();
        }
        if (clamd != null) {
            clamd.close();
        }
    }

    @Test
    void cleanMailShouldBeRelayedWithOurFieldsAndATimeline() throws Exception {
        start();

        String reply = send("X-Spam-Status: No, trust me\r\nSubject: hello\r\n\r\nbody", "anna@a.test");

        assertThat(reply).matches("250 2\\.6\\.0 Message received, id [0-9A-Z]{26}");
        SOON.untilAsserted(() -> assertThat(sink.received()).hasSize(1));
        SmtpSink.Received received = sink.received().get(0);
        assertThat(received.sender()).isEqualTo("sender@client.test");
        assertThat(received.recipients()).containsExactly("anna@a.test");
        assertThat(received.text()).startsWith("X-Postern-Id: " + id(reply) + "\r\n").contains("X-Virus-Status: Clean\r\n",
            "X-Spam-Status: No, score=").doesNotContain("trust me").endsWith("\r\n\r\nbody\r\n");
        SOON.untilAsserted(() -> assertThat(types(id(reply))).contains(EventType.RECEIVED, EventType.ANALYSED, EventType.RULES_APPLIED,
            EventType.QUEUED, EventType.DELIVERED));
    }

    @Test
    void gtubeShouldBeQuarantinedAndItsReleaseDeliveredWithoutFilteringAgain() throws Exception {
        start();

        String reply = send("Subject: buy\r\n\r\n" + GTUBE, "anna@a.test");

        assertThat(reply).startsWith("250 ");
        SOON.untilAsserted(() -> assertThat(quarantined()).extracting(QuarantineItem::kind).containsExactly(QuarantineKind.SPAM));
        assertThat(sink.received()).isEmpty();
        ServerView.ofLastServer().quarantine.release(quarantined().get(0).id(), "test");
        SOON.untilAsserted(() -> assertThat(sink.received()).hasSize(1));
        assertThat(sink.received().get(0).text()).contains(GTUBE);
        assertThat(sink.received().get(0).sender()).isEqualTo("sender@client.test");
    }

    /** The example of docs/mailets.md as it stands there. */
    @Test
    void matchersAndMailetsByNamesWithoutAPackageShouldDecideInPlaceOfTheRuleSet() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "mailets.md"));
        String example = page.substring(page.indexOf("<processor state=\"root\""), page.indexOf("```", page.indexOf("<processor state=")));
        assertThat(example).contains("match=\"SpamScoreAtLeast=5\" class=\"Quarantine\"").doesNotContain("PosternFilter");
        configuration.root(example).set("filter.mode", "after-queue");
        start();

        send("Subject: buy\r\n\r\n" + GTUBE, "anna@a.test");
        send("Subject: run me\r\n\r\n" + RealClamd.EICAR, "anna@a.test");
        send("Subject: hello\r\n\r\nbody", "anna@a.test");

        SOON.untilAsserted(() -> assertThat(quarantined()).extracting(QuarantineItem::kind)
            .containsExactlyInAnyOrder(QuarantineKind.SPAM, QuarantineKind.VIRUS));
        SOON.untilAsserted(() -> assertThat(sink.received()).hasSize(1));
        assertThat(sink.received().get(0).text()).contains("Subject: hello");
    }

    @Test
    void eicarShouldBeQuarantinedAsVirus() throws Exception {
        start();

        send("Subject: run me\r\n\r\n" + RealClamd.EICAR, "anna@a.test");

        SOON.untilAsserted(() -> assertThat(quarantined()).extracting(QuarantineItem::kind).containsExactly(QuarantineKind.VIRUS));
        assertThat(sink.received()).isEmpty();
    }

    @Test
    void mailForALocalUserShouldReachTheMailbox() throws Exception {
        start();

        send("Subject: hello\r\n\r\nbody", "bob@local.test");

        TestIMAPClient imap = new TestIMAPClient().connect("127.0.0.1", server.getProbe(ImapGuiceProbe.class).getImapPort());
        imap.login("bob@local.test", "secret").select("INBOX").awaitMessage(SOON);
        assertThat(imap.readFirstMessage()).contains("X-Postern-Id: ");
    }

    @Test
    void strangerShouldNotRelayAndUnknownUsersShouldBeRefused() throws Exception {
        start();

        assertThat(send("Subject: x\r\n\r\nx", "x@elsewhere.test")).startsWith("554 5.7.1 ");
        assertThat(send("Subject: x\r\n\r\nx", "nobody@local.test")).startsWith("550 5.1.1 ");
    }

    @Test
    void eightBitHeaderShouldReachTheNextServerReadable() throws Exception {
        start();

        send("Subject: gr\u00fcn\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\nbl\u00e4ulich",
            "anna@a.test");

        SOON.untilAsserted(() -> assertThat(sink.received()).hasSize(1));
        assertThat(sink.received().get(0).text()).contains("bl\u00e4ulich");
    }

    @Test
    void scannerThatIsDownShouldMeanComeAgainBeforeTheQueue() throws Exception {
        start();
        clamd.close();

        assertThat(send("Subject: x\r\n\r\nx", "anna@a.test")).startsWith("451 4.7.1 ");
        assertThat(sink.received()).isEmpty();
    }

    @Test
    void scannerThatIsDownShouldMeanWaitingAfterTheQueueAndDeliveryOnceItIsBack() throws Exception {
        configuration.set("filter.mode", "after-queue");
        clamd.close();
        start();

        String reply = send("Subject: x\r\n\r\nx", "anna@a.test");

        assertThat(reply).startsWith("250 ");
        SOON.untilAsserted(() -> assertThat(types(id(reply)).stream().filter(EventType.SCAN_DEFERRED::equals).count())
            .isGreaterThanOrEqualTo(2));
        assertThat(sink.received()).isEmpty();
        assertThat(quarantined()).isEmpty();
    }

    @Test
    void mailThatCouldNotBeScannedInTimeShouldBeQuarantinedAsUnscanned() throws Exception {
        configuration.set("filter.mode", "after-queue").set("filter.unscanned-after", "2s");
        clamd.close();
        start();

        send("Subject: x\r\n\r\nx", "anna@a.test");

        SOON.untilAsserted(() -> assertThat(quarantined()).extracting(QuarantineItem::kind).containsExactly(QuarantineKind.UNSCANNED));
        assertThat(sink.received()).isEmpty();
    }

    private void start() throws Exception {
        configuration.write(sink.address());
        server = MemoryJamesServerMain.createServer(MemoryJamesConfiguration.builder().workingDirectory(directory.toFile())
                .usersRepository(Implementation.DEFAULT).build())
            .combineWith(new FakeSearchMailboxModule());
        server.start();
        server.getProbe(DataProbeImpl.class).fluent().addDomain("local.test").addUser("bob@local.test", "secret");
    }

    private String send(String message, String... recipients) throws Exception {
        try (SmtpClient client = new SmtpClient(server.getProbe(SmtpGuiceProbe.class).getSmtpPort().getValue())) {
            return client.send(ORDINARY + message, recipients);
        }
    }

    private static String id(String reply) {
        return reply.substring(reply.length() - 26);
    }

    private static List<EventType> types(String messageId) {
        return ServerView.ofLastServer().events.timeline(messageId).stream().map(Event::type).toList();
    }

    private static List<QuarantineItem> quarantined() {
        Instant now = Instant.now();
        return ServerView.ofLastServer().quarantine.list(new QuarantineQuery(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)),
            Optional.empty(), Optional.empty(), Optional.empty(), 100)).items();
    }
}
