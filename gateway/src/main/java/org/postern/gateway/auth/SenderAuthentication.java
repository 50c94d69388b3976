// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.DkimCheck;
import org.postern.analysis.facts.DmarcCheck;
import org.postern.analysis.facts.SpfCheck;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.auth.arc.ArcVerifier;
import org.postern.gateway.auth.dkim.DkimVerifier;
import org.postern.gateway.auth.dkim.RawMessage;
import org.postern.gateway.auth.dmarc.Dmarc;
import org.postern.gateway.auth.dmarc.FromDomains;
import org.postern.gateway.auth.spf.Spf;
import org.postern.gateway.auth.spf.SpfResult;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsSource;
import org.postern.gateway.network.IpNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks who sent a message, beside whatever else is done with it and never for longer than its time. What is not finished by then, or
 * fails, is unknown.
 */
public final class SenderAuthentication implements SenderChecks, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SenderAuthentication.class);
    private static final int THREADS = 512;
    private static final long IDLE_SECONDS = 30;
    /** Time for what comes after the last answer of the DNS. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(2);

    private final DnsSource dns;
    private final Spf spf;
    private final DkimVerifier dkim;
    private final Dmarc dmarc;
    private final ArcVerifier arc;
    private final Duration deadline;
    private final List<IpNetwork> exempt;
    private final ThreadPoolExecutor threads;

    public SenderAuthentication(DnsSource dns, Spf spf, AuthenticationSettings settings) {
        this.dns = dns;
        this.spf = spf;
        this.dkim = new DkimVerifier(settings.dkim());
        this.dmarc = new Dmarc(settings.discovery());
        this.arc = new ArcVerifier(settings.dkim(), settings.trustedSealers());
        this.deadline = settings.deadline();
        this.exempt = settings.exempt();
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "postern-auth-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public Running start(Sender sender, MessageSource message, Duration limit) {
        if (exempt.stream().anyMatch(network -> network.contains(sender.address()))) {
            return Running.none();
        }
        Duration time = limit.compareTo(deadline) < 0 ? limit : deadline;
        long end = System.nanoTime() + time.plus(AFTERWARDS).toNanos();
        Dns view = dns.within(time);
        CompletableFuture<SpfCheck> spfCheck = later(() -> mailFrom(view, sender), SpfCheck::unknown);
        CompletableFuture<SpfCheck> heloCheck = later(() -> helo(view, sender), SpfCheck::unknown);
        CompletableFuture<Authentication> rest = later(() -> onMessage(view, sender, message, spfCheck), Authentication::unknown);
        return () -> {
            SpfCheck mailFrom = await(spfCheck, end, SpfCheck::unknown);
            SpfCheck helo = await(heloCheck, end, SpfCheck::unknown);
            Authentication others = await(rest, end, Authentication::unknown);
            return Optional.of(new Authentication(mailFrom, helo, others.dkim(), others.dmarc(), others.arc()));
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Authentication onMessage(Dns view, Sender sender, MessageSource source, CompletableFuture<SpfCheck> spfCheck) {
        try {
            RawMessage message = RawMessage.read(source);
            List<DkimCheck> signatures = dkim.verify(message, view, sender.receivedAt());
            List<String> from = FromDomains.of(message.named("From").toList());
            DmarcCheck policy = dmarc.check(from, spfCheck.join(), signatures, view, sender.lot());
            return new Authentication(spfCheck.join(), spfCheck.join(), signatures, policy, arc.verify(message, view));
        } catch (IOException e) {
            return Authentication.unknown("the message could not be read: " + e.getMessage());
        }
    }

    private SpfCheck mailFrom(Dns view, Sender sender) {
        return fact(spf.mailFrom(view, sender.address(), sender.helo(), sender.envelopeSender()));
    }

    private SpfCheck helo(Dns view, Sender sender) {
        return fact(spf.helo(view, sender.address(), sender.helo()));
    }

    private static SpfCheck fact(SpfResult result) {
        return new SpfCheck(result.result(), result.domain().toLowerCase(Locale.ROOT), result.explanation().orElse(""),
            result.problem().or(result::mechanism).orElse(""));
    }

    private <T> CompletableFuture<T> later(Supplier<T> work, Function<String, T> unknown) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    result.complete(work.get());
                } catch (RuntimeException | StackOverflowError e) {
                    LOGGER.error("A check of a sender failed, it counts as unknown", e);
                    result.complete(unknown.apply("the check failed: " + e.getClass().getSimpleName()));
                }
            });
        } catch (RejectedExecutionException e) {
            result.complete(unknown.apply("too many checks at a time"));
        }
        return result;
    }

    private static <T> T await(CompletableFuture<T> check, long end, Function<String, T> unknown) {
        try {
            return check.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return unknown.apply("not finished in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown.apply("interrupted");
        } catch (ExecutionException e) {
            return unknown.apply("the check failed");
        }
    }
}
