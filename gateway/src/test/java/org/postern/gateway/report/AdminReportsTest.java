// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.postern.gateway.config.ReportConfiguration;
import org.postern.gateway.quarantine.MessageOutlet;
import org.postern.gateway.statistics.Counts;
import org.postern.gateway.statistics.Dimension;
import org.postern.gateway.statistics.InMemoryStatisticsStore;
import org.postern.gateway.statistics.Measure;
import org.postern.gateway.statistics.Tier;

class AdminReportsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-09T23:00:00Z");

    private final Clock clock = Clock.fixed(MIDNIGHT.plusSeconds(600), ZoneOffset.UTC);
    private final InMemoryStatisticsStore store = new InMemoryStatisticsStore(clock);
    private final List<String> sent = new ArrayList<>();
    private final List<String> recipients = new ArrayList<>();
    private boolean outletFails;

    private final MessageOutlet outlet = (id, sender, recipient, message) -> {
        if (outletFails) {
            throw new IOException("no room");
        }
        try (var in = message.open()) {
            assertThat(sender).isEmpty();
            recipients.add(recipient);
            sent.add(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        }
    };

    private AdminReports reports(boolean daily, boolean weekly) {
        return reports(daily, weekly, List.of());
    }

    private AdminReports reports(boolean daily, boolean weekly, List<ReportConfiguration.DomainReader> domains) {
        return new AdminReports(new ReportConfiguration(daily, weekly, BERLIN, domains), "admin@own.test", store, outlet, clock,
            new Random(1));
    }

    private void yesterday() {
        Counts counts = new Counts();
        counts.add(Dimension.TOTAL, "in", Measure.COUNT, 40);
        counts.add(Dimension.TOTAL, "in", Measure.SPAM, 10);
        counts.add(Dimension.TOTAL, "in", Measure.REFUSED, 60);
        counts.add(Dimension.RECEIVER, "<script>@own.test", Measure.COUNT, 7);
        counts.add(Dimension.VIRUS, "Eicar-Test", Measure.COUNT, 2);
        store.put(Tier.HOUR, Instant.parse("2026-03-09T10:00:00Z"), counts);
        Counts before = new Counts();
        before.add(Dimension.TOTAL, "in", Measure.COUNT, 1000);
        // the day before in Berlin
        store.put(Tier.HOUR, Instant.parse("2026-03-08T22:00:00Z"), before);
        store.countedUntil(MIDNIGHT);
    }

    private static List<String> parts(String message) {
        List<String> parts = new ArrayList<>();
        Matcher part = Pattern.compile("base64\r\n\r\n([A-Za-z0-9+/=\r\n]+?)\r\n--").matcher(message);
        while (part.find()) {
            parts.add(new String(Base64.getMimeDecoder().decode(part.group(1)), StandardCharsets.UTF_8));
        }
        return parts;
    }

    @Test
    void reportShouldTellOfYesterdayInTheSitesTimeAsTextAndAsAPage() throws Exception {
        yesterday();

        assertThat(reports(true, false).sendDue()).hasSize(1);

        assertThat(recipients).containsExactly("admin@own.test");
        assertThat(sent).singleElement().satisfies(message -> assertThat(message).contains("Subject: Mail report for 2026-03-09\r\n",
            "Auto-Submitted: auto-generated"));
        List<String> parts = parts(sent.get(0));
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0)).containsPattern("Incoming, offered +100\n").containsPattern("Refused +60 \\(60.0 %\\)")
            .containsPattern("Received +40 \\(40.0 %\\)").contains("Eicar-Test");
        assertThat(parts.get(1)).contains("<svg ", "&lt;script&gt;@own.test").doesNotContain("<script>");
        String svg = parts.get(1).substring(parts.get(1).indexOf("<svg"), parts.get(1).indexOf("</svg>") + 6);
        assertThat(DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8))).getElementsByTagName("rect").getLength()).isEqualTo(2);
    }

    @Test
    void aReportOfADomainShouldTellOfThatDomainAlone() {
        Counts counts = new Counts();
        counts.add(Dimension.TOTAL, "in", Measure.COUNT, 500);
        counts.add(Dimension.DOMAIN_IN, "corp.test", Measure.COUNT, 30);
        counts.add(Dimension.DOMAIN_IN, "other.test", Measure.COUNT, 470);
        counts.add(Dimension.DOMAIN_OUT, "corp.test", Measure.COUNT, 12);
        counts.add(Dimension.RECEIVER, "bob@corp.test", Measure.COUNT, 30);
        counts.add(Dimension.RECEIVER, "jim@other.test", Measure.COUNT, 470);
        counts.add(Dimension.RECEIVER, "x@notcorp.test", Measure.COUNT, 1);
        counts.add(Dimension.VIRUS, "Eicar-Test", Measure.COUNT, 2);
        store.put(Tier.HOUR, Instant.parse("2026-03-09T10:00:00Z"), counts);
        store.countedUntil(MIDNIGHT);
        AdminReports reports = reports(true, false, List.of(new ReportConfiguration.DomainReader("corp.test", "boss@corp.test"),
            new ReportConfiguration.DomainReader("silent.test", "boss@silent.test")));

        reports.sendDue();
        reports.sendDue();

        assertThat(recipients).containsExactly("admin@own.test", "boss@corp.test");
        assertThat(sent.get(1)).contains("To: boss@corp.test\r\n", "Subject: Mail report for corp.test, 2026-03-09\r\n");
        String text = parts(sent.get(1)).get(0);
        assertThat(text).containsPattern("Received +30").containsPattern("Outgoing +12").contains("bob@corp.test")
            .doesNotContain("other.test", "notcorp", "Eicar", "500");
        assertThat(parts(sent.get(1)).get(1)).contains("<svg ").doesNotContain("other.test");
    }

    @Test
    void reportShouldBeSentOnceByAllNodes() {
        yesterday();

        assertThat(reports(true, false).sendDue()).hasSize(1);
        assertThat(reports(true, false).sendDue()).isEmpty();
        assertThat(sent).hasSize(1);
    }

    @Test
    void aReportThatCouldNotBeSentShouldBeTriedAgain() {
        yesterday();
        outletFails = true;
        assertThat(reports(true, false).sendDue()).isEmpty();

        outletFails = false;

        assertThat(reports(true, false).sendDue()).hasSize(1);
    }

    @Test
    void nothingShouldBeSentBeforeTheDayIsCountedNorOfADayWithoutMailNorUnasked() {
        assertThat(reports(true, false).sendDue()).isEmpty();
        store.countedUntil(MIDNIGHT.minusSeconds(60));
        assertThat(reports(true, false).sendDue()).isEmpty();
        store.countedUntil(MIDNIGHT);
        assertThat(reports(true, false).sendDue()).isEmpty();
        yesterday();
        assertThat(reports(false, false).sendDue()).isEmpty();
        assertThat(sent).isEmpty();
    }

    @Test
    void weeklyReportShouldTellOfMondayToSunday() {
        yesterday();

        assertThat(reports(false, true).sendDue()).singleElement().satisfies(week -> {
            assertThat(week.first()).hasToString("2026-03-02");
            assertThat(week.last()).hasToString("2026-03-08");
        });
        assertThat(parts(sent.get(0)).get(0)).containsPattern("Received +1000");
    }
}
