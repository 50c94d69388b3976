// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.reputation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.SenderReputation;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.who.Authors;
import org.postern.analysis.spam.impersonation.OwnDomains;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.auth.dmarc.PublicSuffixes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what decisions teach of senders, one after the other and beside the way of the mail. */
final class SenderLessons implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SenderLessons.class);
    private static final int MOST_WAITING = 2000;
    private static final int MOST_RECIPIENTS = 10;
    private static final int MOST_PARTNERS = 300;
    private static final double FREQUENT = 3;
    private static final int LIFE_IN_HALVES = 6;
    private static final Duration PARTNERS_READ_EVERY = Duration.ofMinutes(5);
    /** The reputation must not feed on what it gave itself. */
    private static final String OWN_RULES = "_REPUTATION_";

    private record Lesson(Facts facts, Verdict verdict) {
    }

    private final BlockingQueue<Lesson> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicInteger open = new AtomicInteger();
    private final SenderHistoryStore store;
    private final Duration halfLife;
    private final Predicate<String> own;
    private final Clock clock;
    private final PublicSuffixes organisations = new PublicSuffixes();
    private final Thread writer;
    private volatile OwnDomains partners = new OwnDomains(Set.of());
    private volatile boolean running = true;

    SenderLessons(SenderHistoryStore store, Duration halfLife, Predicate<String> own, Clock clock) {
        this.store = store;
        this.halfLife = halfLife;
        this.own = own;
        this.clock = clock;
        this.writer = new Thread(this::write, "postern-senders-memory");
        writer.setDaemon(true);
        writer.start();
    }

    /** Leaves a decision to be learned from; it is dropped when too many wait. */
    void offer(Facts facts, Verdict verdict) {
        open.incrementAndGet();
        if (!queue.offer(new Lesson(facts, verdict))) {
            open.decrementAndGet();
            LOGGER.warn("Too many decisions wait to be learned from; message {} is left out", facts.messageId());
        }
    }

    /** Domains to which mail goes often, as they were read last. */
    OwnDomains partners() {
        return partners;
    }

    boolean settled(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (open.get() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        readPartners();
        return open.get() == 0;
    }

    @Override
    public void close() {
        running = false;
        writer.interrupt();
    }

    private void write() {
        long nextRead = System.nanoTime();
        while (running) {
            try {
                if (System.nanoTime() - nextRead >= 0) {
                    nextRead = System.nanoTime() + PARTNERS_READ_EVERY.toNanos();
                    readPartners();
                }
                Lesson lesson = queue.poll(1, TimeUnit.SECONDS);
                if (lesson != null) {
                    learn(lesson);
                }
            } catch (InterruptedException e) {
                running = false;
            } catch (StorageUnavailableException e) {
                LOGGER.warn("What is known of senders is not kept: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOGGER.error("What is known of senders could not be kept", e);
            }
        }
    }

    private void learn(Lesson lesson) {
        try {
            List<String> authors = Authors.of(lesson.facts().headers());
            if (!authors.isEmpty()) {
                String author = authors.get(0).toLowerCase(Locale.ROOT);
                if (lesson.facts().direction() == Direction.INCOMING) {
                    received(lesson, author);
                } else if (own.test(SenderKeys.domain(author))) {
                    sent(lesson.facts(), author);
                }
            }
        } finally {
            open.decrementAndGet();
        }
    }

    private void received(Lesson lesson, String author) {
        Facts facts = lesson.facts();
        if (!facts.sender().known()) {
            return;
        }
        double given = facts.spam().hits().stream().filter(hit -> hit.rule().contains(OWN_RULES)).mapToDouble(SpamHit::score).sum();
        boolean good = !facts.virus().infected() && facts.spam().score() - given < facts.spam().required();
        for (SenderReputation each : facts.sender().reputation()) {
            String key = SenderKeys.reputation(each.kind(), each.subject());
            save(new Remembered(key, "", each.good(), each.bad(), clock.instant()).more(good));
        }
        lesson.verdict().dispositions().stream().filter(Disposition::delivers).map(Disposition::recipient).limit(MOST_RECIPIENTS)
            .forEach(recipient -> contact(facts.sender().proved(), author, recipient));
    }

    private void sent(Facts facts, String author) {
        facts.header("From").flatMap(SenderKeys::shownName).ifPresent(name ->
            save(new Remembered(SenderKeys.name(name), author, 1, 0, clock.instant())));
        List<String> strangers = facts.envelope().recipients().stream().filter(each -> !own.test(SenderKeys.domain(each)))
            .limit(MOST_RECIPIENTS).toList();
        for (String stranger : strangers) {
            contact(true, stranger, author);
            contact(false, stranger, author);
        }
        strangers.stream().map(each -> organisations.of(SenderKeys.domain(each).toLowerCase(Locale.ROOT))).distinct()
            .forEach(this::partner);
    }

    private void contact(boolean proved, String stranger, String insider) {
        save(new Remembered(SenderKeys.contact(proved, stranger.toLowerCase(Locale.ROOT), insider.toLowerCase(Locale.ROOT)), "", 1, 0,
            clock.instant()));
    }

    private void partner(String domain) {
        Instant now = clock.instant();
        String key = SenderKeys.partner(domain);
        Remembered counted = store.find(Set.of(key), now).stream().findFirst().orElse(new Remembered(key, "", 0, 0, now))
            .faded(now, halfLife).more(true);
        save(counted);
        if (counted.good() >= FREQUENT) {
            save(new Remembered(SenderKeys.PARTNERS, domain, counted.good(), 0, now));
        }
    }

    private void save(Remembered entry) {
        store.save(entry, halfLife.multipliedBy(LIFE_IN_HALVES));
    }

    private void readPartners() {
        partners = new OwnDomains(store.all(SenderKeys.PARTNERS, MOST_PARTNERS, clock.instant()).stream().map(Remembered::detail)
            .collect(Collectors.toSet()));
    }
}
