// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests for a link into one's quarantine from people who are not signed in. Whether anything is sent is decided later and
 * elsewhere, so that neither the answer nor its time tells who exists; an address is served once an hour, a client 20 times.
 */
public final class LinkRequests implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LinkRequests.class);
    private static final Pattern ADDRESS = Pattern.compile("[^\\s\\p{Cntrl}<>,;\"]{1,64}@[^\\s\\p{Cntrl}<>,;\"@]{1,255}");
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MOST_OF_A_CLIENT = 20;
    private static final int REMEMBERED = 50_000;
    private static final int WAITING = 1_000;

    private final Consumer<String> sending;
    private final Clock clock;
    private final ExecutorService thread;
    private final Map<String, Count> counts = new LinkedHashMap<>();

    private record Count(int number, Instant since) {
    }

    /**
     * Requests.
     *
     * @param sending sends a link to an address in lower case if its owner has mail in quarantine
     */
    public LinkRequests(Consumer<String> sending, Clock clock) {
        this.sending = sending;
        this.clock = clock;
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
            Thread made = new Thread(task, "postern-links");
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Asks for a link; returns at once and tells nothing.
     *
     * @param client IP address of who asks
     */
    public void ask(String address, String client) {
        String recipient = address.strip().toLowerCase(Locale.ROOT);
        if (!ADDRESS.matcher(recipient).matches() || !counts("client " + client, MOST_OF_A_CLIENT) || !counts(recipient, 1)) {
            return;
        }
        try {
            thread.execute(() -> send(recipient));
        } catch (RejectedExecutionException e) {
            LOGGER.warn("Too many requests for links wait; one was dropped");
        }
    }

    private void send(String recipient) {
        try {
            sending.accept(recipient);
        } catch (RuntimeException e) {
            LOGGER.warn("A link for {} could not be sent: {}", recipient, e.toString());
        }
    }

    private synchronized boolean counts(String key, int most) {
        Instant now = clock.instant();
        counts.values().removeIf(count -> !count.since().plus(WINDOW).isAfter(now));
        Count before = counts.getOrDefault(key, new Count(0, now));
        if (before.number() >= most || counts.size() >= REMEMBERED) {
            return false;
        }
        counts.put(key, new Count(before.number() + 1, before.since()));
        return true;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
