// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dmarcreport;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.analysis.facts.MessageId;
import org.postern.analysis.facts.PublishedPolicy;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.digest.DigestRuns;
import org.postern.gateway.dns.DnsSource;
import org.postern.gateway.quarantine.MessageOutlet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports to domain owners what came in their name: of each day in UTC once for all nodes, within three hours after midnight, at another
 * minute for each domain. A day is made up for until two days later. Single messages are never reported.
 */
public final class DmarcReports {
    private static final Logger LOGGER = LoggerFactory.getLogger(DmarcReports.class);
    private static final Duration SETTLING = Duration.ofMinutes(10);
    private static final int SPREAD_MINUTES = 170;
    private static final int DAYS_BACK = 2;
    private static final int MOST_DOMAINS = 20_000;
    private static final int MOST_ROWS = 20_000;
    private static final Duration DNS_TIME = Duration.ofSeconds(20);

    private final DmarcReportStore store;
    private final DigestRuns runs;
    private final DnsSource dns;
    private final MessageOutlet outlet;
    private final ReportSubmitter submitter;
    private final Clock clock;
    private final RandomGenerator random;
    private final ReportXml xml;
    private final ReportMail mail;
    private final ReportDestinations destinations = new ReportDestinations();
    private final Metric sent;
    private final Metric failed;
    /** What this node knows to be dealt with; spares asking again each minute. */
    private final Set<Run> done = new HashSet<>();

    private record Run(String domain, LocalDate day) {
        /** Is no address, so that it never is that of somebody's daily report. */
        String key() {
            return "DMARC report of " + domain;
        }

        Instant due() {
            return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    /**
     * What became of a report.
     *
     * @param state   how it ended
     * @param sent    addresses that it was sent to
     * @param refused why it was not sent to others, for people
     */
    public record Result(State state, List<String> sent, List<String> refused) {
    }

    /** How sending may end. */
    public enum State {
        SENT,
        /** Nobody may get it. */
        NOWHERE,
        /** This or another node sent it before, or is about to. */
        BEFORE,
        /** The DNS did not tell who may get it. */
        LATER,
        /** Nothing was counted. */
        NOTHING
    }

    public DmarcReports(DmarcReportStore store, DigestRuns runs, DnsSource dns, MessageOutlet outlet, ReportSubmitter submitter,
                        Clock clock, RandomGenerator random, MetricFactory metrics) {
        this.store = store;
        this.runs = runs;
        this.dns = dns;
        this.outlet = outlet;
        this.submitter = submitter;
        this.clock = clock;
        this.random = random;
        this.xml = new ReportXml(submitter.format(), submitter.organisation(), submitter.from(), submitter.generator());
        this.mail = new ReportMail(submitter.from(), submitter.organisation(), submitter.signer());
        this.sent = metrics.generate("postern.dmarc.reports-sent");
        this.failed = metrics.generate("postern.dmarc.reports-failed");
    }

    /**
     * Sends what is due and no node has sent; to be called about every minute.
     *
     * @return reports that were sent
     */
    public synchronized int sendDue() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        done.removeIf(run -> run.day().isBefore(today.minusDays(DAYS_BACK)));
        int count = 0;
        for (int back = DAYS_BACK; back > 0; back--) {
            LocalDate day = today.minusDays(back);
            if (now.isBefore(new Run("", day).due().plus(SETTLING))) {
                continue;
            }
            for (PublishedPolicy policy : store.policies(day, MOST_DOMAINS)) {
                Run run = new Run(policy.domain(), day);
                Duration wait = SETTLING.plusMinutes(Math.floorMod(policy.domain().hashCode(), SPREAD_MINUTES));
                if (!now.isBefore(run.due().plus(wait)) && !done.contains(run)) {
                    count += sendDue(run) ? 1 : 0;
                }
            }
        }
        return count;
    }

    private boolean sendDue(Run run) {
        try {
            Result result = send(run, false);
            return result.state() == State.SENT;
        } catch (IOException | RuntimeException e) {
            LOGGER.warn("The DMARC report for {} of {} could not be sent, trying again later", run.domain(), run.day(), e);
            return false;
        }
    }

    /**
     * Sends a report now, whatever the time of day.
     *
     * @param again whether it is sent although it was sent before; it bears the same name then
     * @throws IllegalArgumentException when the day is not over
     * @throws IOException              when the queue does not take it
     */
    public Result send(String domain, LocalDate day, boolean again) throws IOException {
        if (!day.isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            throw new IllegalArgumentException("a report is sent when its day is over (UTC)");
        }
        return send(new Run(domain, day), again);
    }

    /** The report as it would be sent of a day, which may not be over yet; empty when nothing was counted. */
    public Optional<DmarcReport> report(String domain, LocalDate day) {
        return store.policy(day, domain).flatMap(policy -> report(policy, day));
    }

    /** The same for a policy that is known. */
    public Optional<DmarcReport> report(PublishedPolicy policy, LocalDate day) {
        return Optional.of(DmarcReport.of(day, policy, submitter.domain(), store.counted(day, policy.domain(), MOST_ROWS)))
            .filter(report -> report.messages() > 0);
    }

    /** The file that goes with a report, not packed. */
    public byte[] file(DmarcReport report) {
        return xml.write(report);
    }

    private Result send(Run run, boolean again) throws IOException {
        UUID token = UUID.randomUUID();
        DigestRuns.Taking taking = again ? DigestRuns.Taking.TAKEN : runs.take(run.key(), run.due(), token);
        if (taking == DigestRuns.Taking.SETTLED) {
            remember(run);
        }
        if (taking != DigestRuns.Taking.TAKEN) {
            return new Result(State.BEFORE, List.of(), List.of());
        }
        try {
            Optional<DmarcReport> report = report(run.domain(), run.day()).filter(one -> !one.rows().isEmpty());
            ReportDestinations.Found found = report.map(one -> destinations.of(one.policy(), dns.within(DNS_TIME)))
                .orElseGet(() -> new ReportDestinations.Found(List.of(), List.of(), false));
            if (found.undecided()) {
                giveBack(run, token, again);
                return new Result(State.LATER, List.of(), found.refused());
            }
            // Before it is sent: one who loses it here must not send, and who stops here sends none rather than two.
            if (!again && !runs.settle(run.key(), run.due(), token)) {
                return new Result(State.BEFORE, List.of(), List.of());
            }
            remember(run);
            return report.isEmpty() ? new Result(State.NOTHING, List.of(), List.of()) : deliver(report.get(), found);
        } catch (IOException | RuntimeException e) {
            failed.increment();
            giveBack(run, token, again);
            throw e;
        }
    }

    private Result deliver(DmarcReport report, ReportDestinations.Found found) throws IOException {
        List<String> reached = new ArrayList<>();
        List<String> refused = new ArrayList<>(found.refused());
        byte[] file = xml.write(report);
        for (ReportDestinations.Destination each : found.destinations()) {
            Instant now = clock.instant();
            MessageSource message = mail.compose(report, file, each.address(), now);
            if (message.size() > each.mostBytes()) {
                refused.add(each.address() + " takes no message of " + message.size() + " bytes");
                continue;
            }
            outlet.deliver(MessageId.next(now, random), submitter.envelopeSender(), each.address(), message);
            reached.add(each.address());
        }
        if (!reached.isEmpty()) {
            sent.increment();
        }
        LOGGER.info("DMARC report for {} of {}: {} messages, sent to {}{}", report.policy().domain(), report.day(), report.messages(),
            reached, refused.isEmpty() ? "" : "; not sent: " + refused);
        return new Result(reached.isEmpty() ? State.NOWHERE : State.SENT, List.copyOf(reached), List.copyOf(refused));
    }

    private synchronized void remember(Run run) {
        done.add(run);
    }

    private synchronized void giveBack(Run run, UUID token, boolean again) {
        if (!again) {
            done.remove(run);
            runs.giveBack(run.key(), run.due(), token);
        }
    }
}
