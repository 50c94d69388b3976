// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dmarcreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.MutableClock;
import org.postern.gateway.auth.dkim.DkimPolicy;
import org.postern.gateway.auth.dkim.DkimVerifier;
import org.postern.gateway.auth.dkim.MessageSigner;
import org.postern.gateway.auth.dkim.RawMessage;
import org.postern.gateway.config.DmarcReportFormat;
import org.postern.gateway.digest.InMemoryDigestRuns;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;
import org.xml.sax.SAXException;

class DmarcReportsTest implements DmarcReportStoreContract {
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");
    private static final Instant AFTERWARDS = Instant.parse("2026-03-02T03:00:00Z");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final InMemoryDmarcReportStore store = new InMemoryDmarcReportStore(clock);
    private final InMemoryDigestRuns runs = new InMemoryDigestRuns(clock);
    private final DmarcCounts counts = new DmarcCounts(store, clock, new RecordingMetricFactory());
    private final DmarcReportStore today = new InMemoryDmarcReportStore(Clock.systemUTC());
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<byte[]> mails = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private Dns dns = question -> CompletableFuture.completedFuture(new DnsAnswer.NoSuchName());

    @Override
    public DmarcReportStore dmarcReports() {
        return today;
    }

    private DmarcReports node(DmarcReportFormat format, Optional<MessageSigner> signer) {
        return new DmarcReports(store, runs, limit -> dns, (id, sender, recipient, message) -> deliver(sender, recipient, message),
            new ReportSubmitter("dmarc@gw.example", "Gateway & Sons", format, "Postern 1", signer), clock, new Random(),
            new RecordingMetricFactory());
    }

    private DmarcReports node() {
        return node(DmarcReportFormat.RFC7489, Optional.empty());
    }

    private void deliver(String sender, String recipient, MessageSource message) throws IOException {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IOException("the queue is away");
        }
        sent.add(sender + " > " + recipient);
        mails.add(message.open().readAllBytes());
    }

    private void count(CountedMail mail, String... outcomes) {
        counts.add(mail.facts(), CountedMail.decided(outcomes));
        counts.write();
    }

    /** A bit of everything that strangers can make a report hold. */
    private void countMany() {
        count(CountedMail.FAILED, "block");
        count(CountedMail.FAILED, "block");
        count(CountedMail.FAILED.passed().from("2001:db8::7"), "accept");
        count(CountedMail.FAILED.by(""), "quarantine");
        count(CountedMail.FAILED.by("x@\u0001<&>.example").from("2001:db8::8"), "accept");
        count(new CountedMail("198.51.100.1", "a@b.example", AuthenticationResult.FAIL, "none", false,
            CountedMail.policy("shop.example", "quarantine", 0, "mailto:dmarc@shop.example")), "accept");
        count(new CountedMail("198.51.100.2", "a@b.example", AuthenticationResult.FAIL, "reject", true,
            CountedMail.FAILED.policy()), "accept");
    }

    @ParameterizedTest
    @EnumSource(DmarcReportFormat.class)
    void reportsShouldFollowTheirSchema(DmarcReportFormat format) throws IOException, SAXException {
        countMany();
        DmarcReports node = node(format, Optional.empty());

        DmarcReport report = node.report("shop.example", DAY).orElseThrow();
        byte[] xml = node.file(report);

        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(DmarcReportsTest.class.getResource(format.name().toLowerCase(Locale.ROOT) + ".xsd")).newValidator()
            .validate(new StreamSource(new ByteArrayInputStream(xml)));
        assertThat(report.messages()).isEqualTo(7);
        assertThat(text(xml)).contains("<org_name>Gateway &amp; Sons</org_name>", "<begin>1772323200</begin>", "<end>1772409599</end>",
            "<count>2</count>", "<source_ip>2001:db8:0:0:0:0:0:7</source_ip>", "<envelope_from>?&lt;&amp;&gt;.example</envelope_from>",
            "<selector>s&lt;1&gt;</selector>");
    }

    @Test
    void aReportShouldGoOutOnceADay() throws IOException {
        count(CountedMail.FAILED, "block");
        DmarcReports node = node();
        assertThat(node.sendDue()).as("the same day").isZero();
        clock.set(Instant.parse("2026-03-02T00:09:00Z"));
        assertThat(node.sendDue()).as("before counting has come to its end").isZero();
        clock.set(AFTERWARDS);
        assertThat(node.sendDue()).isOne();
        assertThat(node.sendDue()).isZero();
        assertThat(node().sendDue()).as("after a restart").isZero();
        clock.advance(Duration.ofDays(1));
        assertThat(node().sendDue()).as("a day later").isZero();
        assertThat(sent).containsExactly("dmarc@gw.example > dmarc@shop.example");
    }

    @Test
    void ofSeveralNodesOneShouldSendWhatAllCounted() throws Exception {
        DmarcCounts other = new DmarcCounts(store, clock, new RecordingMetricFactory());
        for (int i = 0; i < 40; i++) {
            CountedMail mail = CountedMail.FAILED.with(CountedMail.policy("shop" + i + ".example", "reject", 100,
                "mailto:dmarc@shop" + i + ".example"));
            count(mail, "block");
            other.add(mail.facts(), CountedMail.decided("block"));
        }
        other.close();
        clock.set(AFTERWARDS);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<DmarcReports> nodes = List.of(node(), node(), node());
            List<Future<Integer>> numbers = nodes.stream().map(node -> threads.submit(node::sendDue)).toList();
            int all = 0;
            for (Future<Integer> number : numbers) {
                all += number.get();
            }
            assertThat(all).isEqualTo(40);
        } finally {
            threads.shutdownNow();
        }
        assertThat(sent).hasSize(40).doesNotHaveDuplicates();
        assertThat(mails).allSatisfy(mail -> assertThat(text(attached(mail))).contains("<count>2</count>"));
    }

    @Test
    void aReportThatCouldNotBeSentShouldBeTriedAgain() {
        count(CountedMail.FAILED, "block");
        clock.set(AFTERWARDS);
        failures.set(1);
        DmarcReports node = node();
        assertThat(node.sendDue()).isZero();
        assertThat(node.sendDue()).isOne();
    }

    @Test
    void aReportShouldWaitForADnsThatDoesNotAnswer() {
        count(CountedMail.FAILED.with(CountedMail.policy("shop.example", "none", 100, "mailto:a@monitor.test")), "accept");
        clock.set(AFTERWARDS);
        dns = Dns.silent("away");
        DmarcReports node = node();
        assertThat(node.sendDue()).isZero();
        dns = question -> CompletableFuture.completedFuture(question.name().equals("shop.example._report._dmarc.monitor.test")
            ? new DnsAnswer.Found(List.of("v=DMARC1")) : new DnsAnswer.NoSuchName());
        assertThat(node.sendDue()).isOne();
        assertThat(sent).containsExactly("dmarc@gw.example > a@monitor.test");
    }

    @Test
    void anAddressShouldGetNoReportThatIsTooLargeForIt() throws IOException {
        count(CountedMail.FAILED.with(CountedMail.policy("shop.example", "none", 100, "mailto:a@shop.example!1k",
            "mailto:b@shop.example!1m")), "accept");
        clock.set(AFTERWARDS);
        DmarcReports.Result result = node().send("shop.example", DAY, false);
        assertThat(result.state()).isEqualTo(DmarcReports.State.SENT);
        assertThat(result.sent()).containsExactly("b@shop.example");
        assertThat(result.refused()).hasSize(1).first().asString().contains("a@shop.example takes no message of");
    }

    @Test
    void whatIsSentAgainShouldBearTheSameName() throws IOException {
        count(CountedMail.FAILED, "block");
        assertThatThrownBy(() -> node().send("shop.example", DAY, false)).isInstanceOf(IllegalArgumentException.class);
        clock.set(AFTERWARDS);
        assertThat(node().send("shop.example", DAY, false).state()).isEqualTo(DmarcReports.State.SENT);
        assertThat(node().send("shop.example", DAY, false).state()).isEqualTo(DmarcReports.State.BEFORE);
        assertThat(node().send("shop.example", DAY, true).state()).isEqualTo(DmarcReports.State.SENT);
        assertThat(node().send("nobody.example", DAY, false).state()).isEqualTo(DmarcReports.State.NOTHING);
        assertThat(mails).hasSize(2);
        assertThat(headerOf(mails.get(0))).isEqualTo(headerOf(mails.get(1)));
    }

    @Test
    void theMailShouldBePackedNamedAndSigned() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        KeyPair pair = generator.generateKeyPair();
        dns = question -> CompletableFuture.completedFuture(question.name().equals("sel._domainkey.gw.example")
            ? new DnsAnswer.Found(List.of("v=DKIM1; p=" + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded())))
            : new DnsAnswer.NoSuchName());
        countMany();
        clock.set(AFTERWARDS);
        DmarcReports node = node(DmarcReportFormat.RFC7489,
            Optional.of(new MessageSigner("gw.example", "sel", (RSAPrivateKey) pair.getPrivate(), Optional.empty(), clock)));
        node.send("shop.example", DAY, false);

        byte[] mail = mails.get(0);
        DmarcReport report = node.report("shop.example", DAY).orElseThrow();
        assertThat(sent).as("no bounces where a signature proves who sends").containsExactly(" > dmarc@shop.example");
        assertThat(attached(mail)).isEqualTo(node.file(report));
        assertThat(text(mail)).contains(
            "Subject: Report Domain: shop.example\r\n Submitter: gw.example\r\n Report-ID: <" + report.id() + ">",
            "filename=\"gw.example!shop.example!1772323200!1772409599!" + report.id() + ".xml.gz\"", "Content-Type: application/gzip;");
        assertThat(signature(mail)).isEqualTo(AuthenticationResult.PASS);
        assertThat(signature(text(mail).replaceFirst("\r\nTo:", "\r\nFrom: <x@y.example>\r\nTo:").getBytes(StandardCharsets.ISO_8859_1)))
            .as("with a second From").isNotEqualTo(AuthenticationResult.PASS);
    }

    @Test
    void mailBeyondTheBoundShouldBeCountedWithoutBeingToldApart() {
        for (int i = 0; i < 2100; i++) {
            counts.add(CountedMail.FAILED.from("10." + i / 250 + ".0." + i % 250).facts(), CountedMail.decided("block"));
        }
        counts.write();

        DmarcReport report = node().report("shop.example", DAY).orElseThrow();

        assertThat(report.rows()).hasSize(2000);
        assertThat(report.leftOut()).isEqualTo(100);
        assertThat(text(node().file(report))).contains("<error>100 more messages are left out");
    }

    private AuthenticationResult signature(byte[] mail) throws IOException {
        RawMessage message = RawMessage.read(MessageSource.of(mail));
        return new DkimVerifier(DkimPolicy.defaults()).verify(message, dns, clock.instant()).get(0).result();
    }

    private static String headerOf(byte[] mail) {
        String header = text(mail).substring(0, text(mail).indexOf("\r\n\r\n"));
        return header + text(mail).lines().filter(line -> line.contains("name=")).toList();
    }

    private static byte[] attached(byte[] mail) throws IOException {
        Matcher part = Pattern.compile("filename=.*?\r\n\r\n(.*?)\r\n--", Pattern.DOTALL).matcher(text(mail));
        assertThat(part.find()).isTrue();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(Base64.getMimeDecoder().decode(part.group(1))))) {
            return in.readAllBytes();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
