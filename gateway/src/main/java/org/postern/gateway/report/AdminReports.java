// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.postern.analysis.facts.MessageId;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.config.ReportConfiguration;
import org.postern.gateway.quarantine.MessageOutlet;
import org.postern.gateway.statistics.Statistics;
import org.postern.gateway.statistics.StatisticsStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends administrators a report of each day and week, and those who look after a domain one of their domain, once for all nodes: who takes
 * the report's name first sends it. A node that starts later in the day sends what no other has sent.
 */
public final class AdminReports {
    private static final Logger LOGGER = LoggerFactory.getLogger(AdminReports.class);
    private static final Duration REMEMBERED = Duration.ofDays(15);
    /** Time after midnight for counting to come to its end. */
    private static final Duration SETTLING = Duration.ofMinutes(5);

    private final ReportConfiguration configuration;
    private final String address;
    private final StatisticsStore store;
    private final MessageOutlet outlet;
    private final Clock clock;
    private final RandomGenerator random;

    /**
     * Reports.
     *
     * @param address whom they are sent to, and in whose name
     */
    public AdminReports(ReportConfiguration configuration, String address, StatisticsStore store, MessageOutlet outlet, Clock clock,
                        RandomGenerator random) {
        this.configuration = configuration;
        this.address = address;
        this.store = store;
        this.outlet = outlet;
        this.clock = clock;
        this.random = random;
    }

    /** Sends what is due and not yet sent by any node; returns the administrator's reports that were sent. */
    public List<ReportPeriod> sendDue() {
        Instant seen = clock.instant().minus(SETTLING);
        ZoneId zone = configuration.zone();
        List<ReportPeriod> due = new ArrayList<>();
        if (configuration.daily()) {
            due.add(ReportPeriod.yesterday(seen, zone));
        }
        if (configuration.weekly()) {
            due.add(ReportPeriod.lastWeek(seen, zone));
        }
        List<ReportPeriod> sent = due.stream().filter(period -> send(period, Optional.empty(), address)).toList();
        due.forEach(period -> configuration.domains().forEach(reader -> send(period, Optional.of(reader.domain()), reader.address())));
        return sent;
    }

    private boolean send(ReportPeriod period, Optional<String> domain, String reader) {
        String key = period.key() + domain.map(name -> "/" + name + "/" + reader).orElse("");
        // Nothing is due of a time that has not been counted to its end.
        if (store.countedUntil().filter(counted -> !counted.isBefore(period.to())).isEmpty() || !store.once(key, REMEMBERED)) {
            return false;
        }
        try {
            Optional<byte[]> message = message(period, domain, reader);
            if (message.isPresent()) {
                outlet.deliver(MessageId.next(clock.instant(), random), "", reader, MessageSource.of(message.get()));
                LOGGER.info("Sent the {} report of {}{}", period.name(), domain.map(name -> name + ", ").orElse(""), period.days());
            }
            return message.isPresent();
        } catch (IOException | RuntimeException e) {
            LOGGER.warn("The {} report of {} could not be sent, trying again later", period.name(), period.days(), e);
            store.again(key);
            return false;
        }
    }

    /** The report as a message; empty when there was no mail at all. */
    private Optional<byte[]> message(ReportPeriod period, Optional<String> domain, String reader) {
        ReportPage page = new ReportPage(period, new ReportFigures(new Statistics(store, clock), period, domain));
        if (page.isEmpty()) {
            return Optional.empty();
        }
        String boundary = "report-" + MessageId.next(clock.instant(), random);
        return Optional.of(("From: " + address + "\r\nTo: " + reader + "\r\nSubject: " + page.subject() + "\r\nDate: "
            + DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)) + "\r\nMessage-ID: <" + boundary + "@"
            + address.substring(address.lastIndexOf('@') + 1) + ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"\r\n\r\n"
            + part(boundary, "text/plain", page.text()) + part(boundary, "text/html", page.html()) + "--" + boundary + "--\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    }

    private static String part(String boundary, String type, String content) {
        return "--" + boundary + "\r\nContent-Type: " + type + "; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)) + "\r\n";
    }
}
