// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.digest;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.analysis.facts.MessageId;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.access.MailUser;
import org.postern.gateway.config.DigestKind;
import org.postern.gateway.quarantine.MessageOutlet;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.gateway.usermail.UserMail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends people the daily report of what was held back for them: when their time has come, once for all nodes, and never of a time that
 * is long over. A server that was away sends the latest report when that is six hours late at most, and none of those before.
 */
public final class Digests implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Digests.class);
    private static final Duration LATEST = Duration.ofHours(6);
    private static final int THREADS = 8;

    private final QuarantineStore quarantine;
    private final DigestStore store;
    private final DigestPreferences preferences;
    private final DigestReports reports;
    private final DigestRuns runs;
    private final Function<String, MailUser> owners;
    private final Predicate<String> selfService;
    private final MessageOutlet outlet;
    private final UserMail mail;
    private final Clock clock;
    private final RandomGenerator random;
    private final Metric sent;
    private final Metric failed;
    private final ExecutorService threads;
    /** By recipient, what this node has dealt with last; spares asking again each minute. */
    private final Map<String, Done> done = new ConcurrentHashMap<>();

    private record Done(String owner, Instant due) {
    }

    /**
     * Reports.
     *
     * @param owners      address of a recipient to its owner
     * @param selfService whether somebody may look after his quarantined mail; others get no report
     */
    public Digests(QuarantineStore quarantine, DigestStore store, DigestPreferences preferences, DigestReports reports, DigestRuns runs,
                   Function<String, MailUser> owners, Predicate<String> selfService, MessageOutlet outlet, UserMail mail, Clock clock,
                   RandomGenerator random, MetricFactory metrics) {
        this.quarantine = quarantine;
        this.store = store;
        this.preferences = preferences;
        this.reports = reports;
        this.runs = runs;
        this.owners = owners;
        this.selfService = selfService;
        this.outlet = outlet;
        this.mail = mail;
        this.clock = clock;
        this.random = random;
        this.sent = metrics.generate("postern.digest.sent");
        this.failed = metrics.generate("postern.digest.failed");
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread made = new Thread(task, "postern-digest");
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Sends what is due and no node has sent; to be called about every half minute.
     *
     * @return reports that were sent
     * @throws StorageUnavailableException when it cannot be found out what is due
     */
    public int sendDue() {
        Instant now = clock.instant();
        Map<String, DigestChoice> choices = store.choices();
        OptionalInt hours = Stream.concat(Stream.of(preferences.standard()), choices.keySet().stream()
            .map(owner -> owner.indexOf('@') < 0 ? choices.get(owner).over(preferences.standard()) : preferences.of(owner, choices)))
            .filter(settings -> isDue(settings, now)).mapToInt(DigestSettings::hours).max();
        if (hours.isEmpty()) {
            return 0;
        }
        Set<String> recipients = quarantine.recipients(now.minus(LATEST).minus(Duration.ofHours(hours.getAsInt())), now);
        done.keySet().retainAll(recipients);
        List<Future<Boolean>> started = new ArrayList<>();
        for (String recipient : recipients) {
            if (!isDone(recipient, choices, now)) {
                started.add(threads.submit(() -> send(recipient, choices, now)));
            }
        }
        return count(started);
    }

    private static int count(List<Future<Boolean>> started) {
        int number = 0;
        for (Future<Boolean> one : started) {
            try {
                number += one.get() ? 1 : 0;
            } catch (ExecutionException e) {
                LOGGER.warn("A report of quarantined mail could not be sent, trying again later", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return number;
            }
        }
        return number;
    }

    private static boolean isDue(DigestSettings settings, Instant now) {
        Instant due = settings.latestDue(now);
        return settings.kind() != DigestKind.OFF && due.isAfter(now.minus(LATEST)) && !due.isBefore(settings.since());
    }

    private boolean isDone(String recipient, Map<String, DigestChoice> choices, Instant now) {
        Done before = done.get(recipient);
        return before != null && before.due().equals(preferences.of(before.owner(), choices).latestDue(now));
    }

    private boolean send(String recipient, Map<String, DigestChoice> choices, Instant now) throws IOException {
        MailUser user = owners.apply(recipient);
        DigestSettings settings = preferences.of(user.address(), choices);
        Instant due = settings.latestDue(now);
        if (!isDue(settings, now)) {
            // Until his next time, or until his choice moves it.
            done.put(recipient, new Done(user.address(), due));
            return false;
        }
        UUID token = UUID.randomUUID();
        DigestRuns.Taking taking = selfService.test(user.address()) ? runs.take(user.address(), due, token) : DigestRuns.Taking.SETTLED;
        if (taking == DigestRuns.Taking.SETTLED) {
            done.put(recipient, new Done(user.address(), due));
        }
        return taking == DigestRuns.Taking.TAKEN && send(user, settings, due, token);
    }

    private boolean send(MailUser user, DigestSettings settings, Instant due, UUID token) throws IOException {
        try {
            Optional<DigestReports.Report> report = reports.write(user, settings, due);
            // Before it is sent: one who loses it here must not send, and who stops here sends none rather than two.
            if (!runs.settle(user.address(), due, token) || report.isEmpty()) {
                return false;
            }
            DigestReports.Report written = report.get();
            Instant now = clock.instant();
            outlet.deliver(MessageId.next(now, random), "", user.address(), mail.compose(user.address(), written.filled().subject(),
                written.language(), written.filled().text(), written.filled().html(), now));
            sent.increment();
            return true;
        } catch (IOException | RuntimeException e) {
            failed.increment();
            runs.giveBack(user.address(), due, token);
            throw e;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
