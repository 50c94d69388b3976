// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.reputation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.SenderFacts;
import org.postern.analysis.facts.SenderReputation;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.who.Authors;
import org.postern.analysis.spam.impersonation.OwnDomains;
import org.postern.gateway.auth.dmarc.PublicSuffixes;
import org.postern.gateway.request.FilterRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers in a store what came from senders. When that does not answer in time, what is known of a sender is unknown, not good. */
public final class RememberedSenders implements SenderMemory, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RememberedSenders.class);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);
    private static final int THREADS = 256;
    private static final long WARN_EVERY = Duration.ofMinutes(1).toNanos();
    private static final int MOST_RECIPIENTS = 10;
    private static final SenderFacts UNKNOWN = SenderFacts.none();

    private final SenderHistoryStore store;
    private final Duration halfLife;
    private final Predicate<String> own;
    private final Clock clock;
    private final SenderLessons lessons;
    private final PublicSuffixes organisations = new PublicSuffixes();
    private final ThreadPoolExecutor threads;
    private final AtomicLong warned = new AtomicLong(System.nanoTime() - WARN_EVERY);

    /**
     * Starts remembering.
     *
     * @param halfLife time after which a message counts half
     * @param own      whether a domain is one of those that receive here
     */
    public RememberedSenders(SenderHistoryStore store, Duration halfLife, Predicate<String> own, Clock clock) {
        this.store = store;
        this.halfLife = halfLife;
        this.own = own;
        this.clock = clock;
        this.lessons = new SenderLessons(store, halfLife, own, clock);
        this.threads = new ThreadPoolExecutor(0, THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "postern-senders");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public Optional<SenderFacts> of(FilterRequest request, List<HeaderField> headers, Optional<Authentication> proofs, Duration limit) {
        CompletableFuture<SenderFacts> look = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    look.complete(look(request, headers, proofs));
                } catch (RuntimeException e) {
                    look.completeExceptionally(e);
                }
            });
            return Optional.of(look.get(Math.min(limit.toNanos(), LONGEST_LOOK.toNanos()), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(UNKNOWN);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            warn(request.messageId(), e);
            return Optional.of(UNKNOWN);
        }
    }

    @Override
    public void learn(Facts facts, Verdict verdict) {
        lessons.offer(facts, verdict);
    }

    /** Waits until all that was offered is learned, for tests; at most so long. */
    boolean settled(Duration patience) throws InterruptedException {
        return lessons.settled(patience);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        lessons.close();
    }

    /** A store that is away fails for every message; one line a minute is enough. */
    private void warn(String messageId, Exception fault) {
        long last = warned.get();
        if (System.nanoTime() - last >= WARN_EVERY && warned.compareAndSet(last, System.nanoTime())) {
            LOGGER.warn("It is unknown what came from the sender of message {} before: {}", messageId, fault.toString());
        }
    }

    private SenderFacts look(FilterRequest request, List<HeaderField> headers, Optional<Authentication> proofs) {
        String author = Authors.of(headers).stream().findFirst().orElse("").toLowerCase(Locale.ROOT);
        String domain = author.isEmpty() ? "" : SenderKeys.domain(author);
        boolean proved = Proof.of(proofs, domain, organisations::of);
        List<SenderReputation> subjects = new ArrayList<>();
        if (proved) {
            subjects.add(new SenderReputation("domain", organisations.of(domain), 0, 0));
            subjects.add(new SenderReputation("address", author, 0, 0));
        }
        SenderKeys.network(request.client().address()).ifPresent(network ->
            subjects.add(new SenderReputation("network", network, 0, 0)));
        List<String> recipients = author.isEmpty() ? List.of() : request.envelope().recipients().stream()
            .map(each -> each.toLowerCase(Locale.ROOT)).distinct().limit(MOST_RECIPIENTS).toList();
        Optional<String> name = own.test(domain) ? Optional.empty() : headers.stream().filter(each -> each.name().equalsIgnoreCase("From"))
            .findFirst().flatMap(field -> SenderKeys.shownName(field.value()));
        Set<String> keys = new LinkedHashSet<>();
        subjects.forEach(each -> keys.add(SenderKeys.reputation(each.kind(), each.subject())));
        recipients.forEach(each -> keys.add(SenderKeys.contact(proved, author, each)));
        name.ifPresent(shown -> keys.add(SenderKeys.name(shown)));

        Instant now = clock.instant();
        Map<String, List<Remembered>> known = keys.isEmpty() ? Map.of()
            : store.find(keys, now).stream().collect(Collectors.groupingBy(Remembered::key));
        List<SenderReputation> reputation = subjects.stream().map(each -> known.getOrDefault(
            SenderKeys.reputation(each.kind(), each.subject()), List.of()).stream().findFirst().map(entry -> entry.faded(now, halfLife))
            .map(entry -> new SenderReputation(each.kind(), each.subject(), entry.good(), entry.bad())).orElse(each)).toList();
        List<String> first = recipients.stream().filter(each -> !known.containsKey(SenderKeys.contact(proved, author, each))).toList();
        List<String> namesakes = name.map(SenderKeys::name).map(key -> known.getOrDefault(key, List.of())).orElse(List.of()).stream()
            .map(Remembered::detail).toList();
        return new SenderFacts(true, proved, reputation, first, namesakes.isEmpty() || namesakes.contains(author) ? "" : namesakes.get(0),
            partner(domain));
    }

    private String partner(String domain) {
        OwnDomains partners = lessons.partners();
        return domain.isEmpty() || own.test(domain) ? "" : partners.resembling(domain).orElse("");
    }
}
