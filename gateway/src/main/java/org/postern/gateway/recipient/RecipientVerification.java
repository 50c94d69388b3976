// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.recipient;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.config.RecipientConfiguration;
import org.postern.gateway.network.IpNetwork;
import org.postern.gateway.recipient.RecipientAnswer.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which recipients exist behind the gateway, so that mail for others is refused while the client is still there and never has to
 * be bounced to a forged sender. Answers are remembered; equal questions are asked once; a server that does not answer is left alone
 * for a while; and a client that tries names gets no answers.
 */
public final class RecipientVerification {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecipientVerification.class);
    private static final int MOST_REMEMBERED = 100_000;
    private static final int FAILURES_ALLOWED = 5;
    private static final Duration REST = Duration.ofSeconds(30);
    private static final int IPV4_NETWORK = 24;
    private static final int IPV6_NETWORK = 64;

    private final RecipientConfiguration configuration;
    private final RecipientProbe probe;
    private final RememberedAnswers remembered;
    private final ServerRest rest;
    private final UnknownRecipientLimit limit;
    private final Semaphore probes;
    private final Map<String, CompletableFuture<RecipientAnswer>> asking = new ConcurrentHashMap<>();
    private final Metric asked;
    private final Metric unknown;
    private final Metric unavailable;
    private final Metric limited;

    public RecipientVerification(RecipientConfiguration configuration, RecipientProbe probe, Clock clock, MetricFactory metrics) {
        this.configuration = configuration;
        this.probe = probe;
        this.remembered = new RememberedAnswers(configuration.knownFor(), configuration.unknownFor(), MOST_REMEMBERED, clock);
        this.rest = new ServerRest(FAILURES_ALLOWED, REST, clock);
        this.limit = new UnknownRecipientLimit(configuration.unknownPerMinute(), clock);
        this.probes = new Semaphore(configuration.probes());
        this.asked = metrics.generate("postern.recipients.probes");
        this.unknown = metrics.generate("postern.recipients.unknown");
        this.unavailable = metrics.generate("postern.recipients.unavailable");
        this.limited = metrics.generate("postern.recipients.limited");
    }

    /** Whether recipients behind the gateway are verified at all, and with which reply code. */
    public RecipientConfiguration configuration() {
        return configuration;
    }

    /** Everything the server behind has said that is still believed. */
    public List<RememberedRecipient> remembered() {
        return remembered.all();
    }

    /** Forgets it, so that the server behind is asked anew; returns how many answers that were. */
    public int discard() {
        return remembered.clear();
    }

    /** Whether the client has named so many unknown recipients that it gets no answer now. */
    public boolean isLimited(String client) {
        boolean reached = limit.isReached(network(client));
        if (reached) {
            limited.increment();
        }
        return reached;
    }

    /** What is known without asking. */
    public Optional<RecipientAnswer> known(String client, String recipient) {
        return probe.known(recipient).or(() -> remembered.get(key(recipient))).map(answer -> counted(client, answer));
    }

    /** What is known, or what the server says now; blocks for as long as one probe may take. */
    public RecipientAnswer check(String client, String recipient) {
        String key = key(recipient);
        return known(client, recipient).orElseGet(() -> counted(client, askedOnce(key)));
    }

    private RecipientAnswer askedOnce(String key) {
        CompletableFuture<RecipientAnswer> mine = new CompletableFuture<>();
        CompletableFuture<RecipientAnswer> running = asking.putIfAbsent(key, mine);
        if (running != null) {
            return await(running);
        }
        RecipientAnswer answer = new Unavailable("the probe failed");
        try {
            answer = ask(key);
            remembered.put(key, answer);
            return answer;
        } finally {
            asking.remove(key);
            mine.complete(answer);
        }
    }

    private RecipientAnswer await(CompletableFuture<RecipientAnswer> running) {
        try {
            return running.get(configuration.timeout().toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unavailable("interrupted");
        } catch (ExecutionException | TimeoutException e) {
            return new Unavailable("the same question has no answer yet");
        }
    }

    private RecipientAnswer ask(String recipient) {
        if (!rest.mayAsk()) {
            return new Unavailable("the server does not answer and is left alone for " + REST.toSeconds() + " s");
        }
        if (!probes.tryAcquire()) {
            return new Unavailable("too many probes at once");
        }
        try {
            asked.increment();
            RecipientAnswer answer = probe.ask(recipient);
            if (answer instanceof Unavailable away) {
                rest.failed();
                LOGGER.warn("Recipient {} cannot be verified: {}", recipient, away.reason());
            } else {
                rest.answered();
            }
            return answer;
        } finally {
            probes.release();
        }
    }

    private RecipientAnswer counted(String client, RecipientAnswer answer) {
        if (answer instanceof RecipientAnswer.Unknown) {
            unknown.increment();
            limit.count(network(client));
        } else if (answer instanceof Unavailable) {
            unavailable.increment();
        }
        return answer;
    }

    /** The local part as it is, for only the server behind may know whether its case matters (RFC 5321 section 2.4). */
    private static String key(String recipient) {
        int at = recipient.lastIndexOf('@');
        return recipient.substring(0, at + 1) + recipient.substring(at + 1).toLowerCase(Locale.ROOT);
    }

    private static String network(String client) {
        if (!IpNetwork.isAddress(client)) {
            return client;
        }
        return IpNetwork.of(client, IpNetwork.isIpv4(client) ? IPV4_NETWORK : IPV6_NETWORK).toString();
    }
}
