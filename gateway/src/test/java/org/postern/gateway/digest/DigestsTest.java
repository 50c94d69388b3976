// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.MutableClock;
import org.postern.gateway.access.MailUser;
import org.postern.gateway.config.DigestConfiguration;
import org.postern.gateway.config.DigestKind;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.link.AccessLinks;
import org.postern.gateway.link.InMemoryLinkStore;
import org.postern.gateway.quarantine.InMemoryQuarantineStore;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.SampleItems;
import org.postern.gateway.usermail.UserMail;

class DigestsTest implements DigestStoreContract, DigestRunsContract {
    private static final MailUser ANN = new MailUser("ann@example.org", Set.of("ann@example.org", "sales@example.org"));
    private static final PosternConfiguration DEFAULTS = PosternConfiguration.defaults();

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-02T06:59:00Z"));
    private final InMemoryQuarantineStore quarantine = new InMemoryQuarantineStore(clock);
    private final InMemoryDigestStore store = new InMemoryDigestStore();
    private final InMemoryDigestRuns runs = new InMemoryDigestRuns(clock);
    private final AccessLinks links = new AccessLinks(new InMemoryLinkStore(clock), Duration.ofHours(36), clock);
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<byte[]> mails = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final List<Digests> nodes = new ArrayList<>();
    private final Digests digests = node(DigestKind.SHORT);

    @Override
    public DigestStore digests() {
        return store;
    }

    @Override
    public DigestRuns digestRuns() {
        return runs;
    }

    @AfterEach
    void close() {
        nodes.forEach(Digests::close);
    }

    private DigestPreferences preferences(DigestKind kind) {
        return new DigestPreferences(store, new DigestConfiguration(kind, LocalTime.of(7, 0), ZoneId.of("UTC"), 24, 100), "en");
    }

    private DigestReports reports(DigestPreferences preferences) {
        return new DigestReports(quarantine, links, preferences, DEFAULTS.quarantine(), DEFAULTS.links(), 100);
    }

    private Digests node(DigestKind kind) {
        DigestPreferences preferences = preferences(kind);
        Digests node = new Digests(quarantine, store, preferences, reports(preferences), runs,
            address -> ANN.owns(address) ? ANN : MailUser.of(address), address -> !address.startsWith("closed"), this::deliver,
            new UserMail("Postern <postmaster@example.org>", "gw.example.org"), clock, new Random(), new RecordingMetricFactory());
        nodes.add(node);
        return node;
    }

    private void deliver(String id, String sender, String recipient, MessageSource message) throws IOException {
        assertThat(sender).isEmpty();
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IOException("the queue is away");
        }
        sent.add(recipient);
        mails.add(message.open().readAllBytes());
    }

    private QuarantineItem held(String recipient, String at, String subject) {
        return held(recipient, at, subject, QuarantineKind.SPAM);
    }

    private QuarantineItem held(String recipient, String at, String subject, QuarantineKind kind) {
        QuarantineItem item = new QuarantineItem(ItemId.of(SampleItems.messageId(), recipient), kind, ItemStatus.PENDING,
            Direction.INCOMING, Instant.parse(at), Instant.parse(at).plus(Duration.ofDays(30)), "bounce@shop.example", recipient, subject,
            "Shop <news@shop.example>", "192.0.2.1", 4096, 7.25, List.of("Spam"), "score 7.2: OFFER");
        quarantine.store(MessageSource.of("x".getBytes(StandardCharsets.US_ASCII)), List.of(item));
        return item;
    }

    private void choose(String owner, String kind, String time, String zone) {
        store.save(owner, DigestChoice.read(Optional.of(kind), Optional.of(time), Optional.of(zone), Optional.empty(), Optional.empty(),
            Instant.parse("2026-01-01T00:00:00Z")));
    }

    @Test
    void onePersonShouldGetOneMailForAllAddressesWhenTheTimeHasCome() {
        held("ann@example.org", "2026-03-01T20:00:00Z", "first");
        held("Sales@example.org", "2026-03-01T21:00:00Z", "second");
        held("bob@example.org", "2026-03-01T22:00:00Z", "third");
        assertThat(digests.sendDue()).as("a minute early").isZero();
        clock.set(Instant.parse("2026-03-02T07:00:00Z"));
        assertThat(digests.sendDue()).isEqualTo(2);
        assertThat(sent).containsExactlyInAnyOrder("ann@example.org", "bob@example.org");
        clock.advance(Duration.ofMinutes(1));
        assertThat(digests.sendDue()).as("again").isZero();
    }

    @Test
    void ofSeveralNodesOneShouldSend() throws Exception {
        for (int i = 0; i < 50; i++) {
            held("user" + i + "@example.org", "2026-03-01T20:00:00Z", "offer");
        }
        clock.set(Instant.parse("2026-03-02T07:00:30Z"));
        List<Digests> several = List.of(digests, node(DigestKind.SHORT), node(DigestKind.SHORT));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> numbers = several.stream().map(node -> threads.submit(node::sendDue)).toList();
            int all = 0;
            for (Future<Integer> number : numbers) {
                all += number.get();
            }
            assertThat(all).isEqualTo(50);
        } finally {
            threads.shutdownNow();
        }
        assertThat(sent).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void afterAGapNeitherOldReportsNorOldMailShouldBeSent() {
        held("ann@example.org", "2026-03-01T20:00:00Z", "long ago");
        held("bob@example.org", "2026-03-04T20:00:00Z", "of the night");
        held("bob@example.org", "2026-03-03T06:00:00Z", "older");
        clock.set(Instant.parse("2026-03-05T09:00:00Z"));
        assertThat(digests.sendDue()).isEqualTo(1);
        assertThat(sent).containsExactly("bob@example.org");
        assertThat(text(0)).contains("of the night").doesNotContain("older");
        held("carl@example.org", "2026-03-05T20:00:00Z", "next");
        clock.set(Instant.parse("2026-03-06T13:00:01Z"));
        assertThat(digests.sendDue()).as("more than six hours late").isZero();
    }

    @Test
    void aReportThatCouldNotBeSentShouldBeTriedAgain() {
        held("ann@example.org", "2026-03-01T20:00:00Z", "offer");
        clock.set(Instant.parse("2026-03-02T07:00:00Z"));
        failures.set(1);
        assertThat(digests.sendDue()).isZero();
        assertThat(digests.sendDue()).isEqualTo(1);
        assertThat(digests.sendDue()).isZero();
        assertThat(sent).containsExactly("ann@example.org");
    }

    @Test
    void domainsAndPeopleShouldHaveTheirSay() {
        choose("late.example", "verbose", "12:00", "Europe/Berlin");
        choose("quiet@late.example", "off", "12:00", "Europe/Berlin");
        for (String address : List.of("a@late.example", "quiet@late.example", "b@example.org", "closed@example.org")) {
            held(address, "2026-03-01T20:00:00Z", "offer");
        }
        Digests off = node(DigestKind.OFF);
        clock.set(Instant.parse("2026-03-02T07:00:00Z"));
        assertThat(off.sendDue()).isZero();
        clock.set(Instant.parse("2026-03-02T11:00:00Z"));
        assertThat(off.sendDue()).isEqualTo(1);
        assertThat(sent).containsExactly("a@late.example");
        assertThat(digests.sendDue()).as("of all that is not chosen otherwise").isEqualTo(1);
        assertThat(sent).containsExactly("a@late.example", "b@example.org");
    }

    @Test
    void aChoiceShouldCountFromTheNextTimeOn() {
        held("ann@example.org", "2026-03-01T20:00:00Z", "offer");
        clock.set(Instant.parse("2026-03-02T09:00:00Z"));
        store.save("ann@example.org", DigestChoice.read(Optional.of("short"), Optional.of("08:30"), Optional.empty(), Optional.empty(),
            Optional.empty(), clock.instant()));
        assertThat(digests.sendDue()).isZero();
        held("ann@example.org", "2026-03-02T10:00:00Z", "new");
        clock.set(Instant.parse("2026-03-03T08:30:00Z"));
        assertThat(digests.sendDue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29T00:59:59Z, 02:30, Europe/Berlin, 2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z, 02:30, Europe/Berlin,"
        + " 2026-03-29T01:30:00Z", "2026-03-02T04:00:00Z, 23:00, America/New_York, 2026-03-02T04:00:00Z",
        "2026-03-02T03:59:59Z, 23:00, America/New_York, 2026-03-01T04:00:00Z"})
    void theTimeShouldBeThatOfTheZone(Instant now, String time, String zone, Instant due) {
        assertThat(new DigestSettings(DigestKind.SHORT, LocalTime.parse(time), ZoneId.of(zone), 24, "en", Instant.EPOCH).latestDue(now))
            .isEqualTo(due);
    }

    private String text(int mail) {
        String whole = new String(mails.get(mail), StandardCharsets.US_ASCII);
        String encoded = whole.substring(whole.indexOf("text/plain"));
        encoded = encoded.substring(encoded.indexOf("\r\n\r\n") + 4, encoded.indexOf("\r\n--"));
        return new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"en, It looks like spam", "de, nach Spam", "fr, ressemble", "es, Parece spam"})
    void reportsShouldSayWhatWasHeldBackAndWhyInTheReadersLanguage(String language, String reason) {
        QuarantineItem spam = held("ann@example.org", "2026-03-01T20:00:00Z", "<b>Offer</b> & \"more\"\r\nBcc: x");
        held("sales@example.org", "2026-03-01T21:00:00Z", "bad", QuarantineKind.VIRUS);
        DigestPreferences preferences = preferences(DigestKind.OFF);
        for (DigestKind kind : List.of(DigestKind.SHORT, DigestKind.VERBOSE)) {
            DigestSettings settings = new DigestSettings(kind, LocalTime.of(7, 0), ZoneId.of("Europe/Berlin"), 24, language, Instant.EPOCH);
            DigestForms.Filled report = reports(preferences).write(ANN, settings, clock.instant()).orElseThrow().filled();
            for (String form : List.of(report.text(), report.html())) {
                assertThat(form).contains(reason).contains("Shop").contains("news@shop.example").contains("sales@example.org")
                    .containsPattern("7[.,]2").contains("/postern/ui/#/link/").contains(spam.id().value()).doesNotContain("{{")
                    .doesNotContain("\nBcc");
                assertThat(form.contains("/welcomelist")).isEqualTo(kind == DigestKind.VERBOSE);
                assertThat(form.contains("Spam: OFFER")).isEqualTo(kind == DigestKind.VERBOSE);
            }
            assertThat(report.subject()).contains("2");
            assertThat(report.text()).contains("<b>Offer</b> & \"more\" Bcc: x");
            assertThat(report.html()).contains("&lt;b&gt;Offer&lt;/b&gt; &amp; &quot;more&quot;").contains("lang=\"" + language + "\"");
        }
    }

    @Test
    void linksShouldEachOpenTheQuarantineOfOneAddress() {
        held("ann@example.org", "2026-03-01T20:00:00Z", "offer");
        held("sales@example.org", "2026-03-01T21:00:00Z", "offer");
        DigestSettings settings = new DigestSettings(DigestKind.VERBOSE, LocalTime.of(7, 0), ZoneId.of("UTC"), 24, "en", Instant.EPOCH);
        DigestReports reports = reports(preferences(DigestKind.OFF));
        String text = reports.write(ANN, settings, clock.instant()).orElseThrow().filled().text();
        List<String> recipients = Pattern.compile("#/link/([A-Za-z0-9_-]{43})").matcher(text).results()
            .map(match -> links.open(match.group(1)).orElseThrow().recipient()).distinct().toList();
        assertThat(recipients).containsExactlyInAnyOrder("ann@example.org", "sales@example.org");
        assertThat(reports.preview(ANN, settings, clock.instant()).orElseThrow().filled().html()).contains("#/link/preview");
    }

    @Test
    void aDomainsFormShouldSeeItsValuesAndNothingElse() {
        held("ann@example.org", "2026-03-01T20:00:00Z", "offer");
        store.save("example.org", new DigestTemplate("{{count}} held", "{{#items}}{{subject}}|{{class}}{{subject.bytes}}{{/items}}",
            "<p>{{#items}}{{from}}{{/items}}{{items.class.classLoader}}</p>"));
        choose("example.org", "own", "07:00", "UTC");
        clock.set(Instant.parse("2026-03-02T07:00:00Z"));
        assertThat(digests.sendDue()).isEqualTo(1);
        assertThat(text(0)).isEqualTo("offer|");
        assertThat(new String(mails.get(0), StandardCharsets.US_ASCII)).contains("Subject: 1 held");
        for (String bad : List.of("{{#items}}", "{{> /etc/passwd}}")) {
            assertThatThrownBy(() -> new DigestForms().fill(new DigestTemplate("a", bad, "c"), Map.of()))
                .as(bad).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("the template cannot be used");
        }
    }
}
