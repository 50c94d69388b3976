// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * Asks name servers: by UDP, by TCP where the answer does not fit, several servers in turn. Equal questions that are on their way at the
 * same time become one, answers are remembered as long as their records live, and the kinds of failure are told apart. James's own DNS
 * service cannot do the last, and waits for many seconds.
 */
public final class DnsClient implements DnsSource, AutoCloseable {
    private static final int THREADS = 2;
    private static final int LABEL = 63;
    private static final int NAME = 253;

    private final List<NameServer> servers;
    private final DnsSettings settings;
    private final DnsMetrics metrics;
    private final AnswerCache cache;
    private final QueryGate gate;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<DnsQuestion, CompletableFuture<DnsAnswer>> inFlight = new ConcurrentHashMap<>();
    private final ExecutorService executor;

    public DnsClient(DnsSettings settings, DnsMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
        this.servers = settings.servers().stream().map(address -> new NameServer(address, settings.timeout())).toList();
        this.cache = new AnswerCache(settings.cacheSize(), System::nanoTime);
        AtomicInteger number = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "postern-dns-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.gate = new QueryGate(settings.concurrency(), executor);
    }

    @Override
    public Dns within(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        return question -> {
            CompletableFuture<DnsAnswer> shared = answer(question);
            if (shared.isDone()) {
                return shared;
            }
            DnsAnswer late = new DnsAnswer.TimedOut("the time for this message's questions is over");
            return shared.copy().completeOnTimeout(late, Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        };
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private CompletableFuture<DnsAnswer> answer(DnsQuestion question) {
        if (!askable(question.name())) {
            return CompletableFuture.completedFuture(new DnsAnswer.NoSuchName());
        }
        Optional<DnsAnswer> known = cache.get(question);
        if (known.isPresent()) {
            metrics.cached();
            return CompletableFuture.completedFuture(known.get());
        }
        CompletableFuture<DnsAnswer> mine = new CompletableFuture<>();
        CompletableFuture<DnsAnswer> others = inFlight.putIfAbsent(question, mine);
        if (others != null) {
            return others;
        }
        if (!gate.enter(() -> ask(question, mine))) {
            settle(question, mine, new DnsAnswer.ServerFailure("too many questions are waiting"), Duration.ZERO);
        }
        return mine;
    }

    private void ask(DnsQuestion question, CompletableFuture<DnsAnswer> promise) {
        CompletableFuture<AnswerReader.Read> lookup;
        try {
            lookup = new Lookup(servers, turn.getAndIncrement(), Name.fromString(escaped(question.name()), Name.root), question.type(),
                settings.tries(), executor, metrics).start();
        } catch (TextParseException | RuntimeException e) {
            lookup = CompletableFuture.failedFuture(e);
        }
        lookup.whenComplete((read, failure) -> {
            if (failure == null) {
                settle(question, promise, read.answer(), read.lifetime());
            } else {
                settle(question, promise, new DnsAnswer.ServerFailure(failure.toString()), Duration.ZERO);
            }
            gate.leave();
        });
    }

    private void settle(DnsQuestion question, CompletableFuture<DnsAnswer> promise, DnsAnswer answer, Duration lifetime) {
        if (answer.failed()) {
            metrics.failed();
        }
        cache.put(question, answer, lifetime);
        inFlight.remove(question, promise);
        // Not on the thread that reads from the network: what waits for the answer may take its time.
        if (executor.isShutdown()) {
            promise.complete(answer);
        } else {
            promise.completeAsync(() -> answer, executor);
        }
    }

    /** Text of a name for the parser, to which a backslash means something. */
    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"").replace("(", "\\(").replace(")", "\\)").replace(";", "\\;")
            .replace("@", "\\@").replace("$", "\\$");
    }

    /** A name that cannot exist is not worth a question. */
    private static boolean askable(String name) {
        if (name.isEmpty() || name.length() > NAME) {
            return false;
        }
        for (String label : name.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > LABEL || label.chars().anyMatch(c -> c > 0x7e || c < 0x20)) {
                return false;
            }
        }
        return true;
    }
}
