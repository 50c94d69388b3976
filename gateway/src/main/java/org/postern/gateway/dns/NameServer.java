// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.xbill.DNS.Message;
import org.xbill.DNS.SimpleResolver;

/**
 * One name server and its health. A server that has not answered anything for twice the time that an answer may take is left alone for
 * some seconds, then tried with a single question, so that a dead one does not cost every message its time-out.
 */
final class NameServer {
    static final int FAILURES_UNTIL_REST = 8;
    private static final long REST_NANOS = Duration.ofSeconds(3).toNanos();
    private static final int PAYLOAD = 1232;

    private final InetSocketAddress address;
    private final SimpleResolver resolver;
    private final SimpleResolver withoutExtensions;
    private final AtomicInteger silent = new AtomicInteger();
    private final AtomicLong restUntil = new AtomicLong();
    private final AtomicLong newestAnswered;
    private final long silenceNanos;
    private volatile long lastHeard;
    private volatile boolean resting;

    NameServer(InetSocketAddress address, Duration timeout) {
        this(address, timeout, System.nanoTime());
    }

    NameServer(InetSocketAddress address, Duration timeout, long now) {
        this.address = address;
        this.silenceNanos = timeout.multipliedBy(2).toNanos();
        this.lastHeard = now;
        this.newestAnswered = new AtomicLong(now - 1);
        this.resolver = new SimpleResolver(address);
        resolver.setTimeout(timeout);
        resolver.setEDNS(0, PAYLOAD, 0, List.of());
        this.withoutExtensions = new SimpleResolver(address);
        withoutExtensions.setTimeout(timeout);
        withoutExtensions.setEDNS(-1);
    }

    CompletionStage<Message> ask(Message question, boolean extensions, Executor executor) {
        return (extensions ? resolver : withoutExtensions).sendAsync(question, executor);
    }

    /** Whether it may be asked now. The first to ask after a rest gets a yes, all others a no until that one's answer is in. */
    boolean available(long now) {
        if (!resting) {
            return true;
        }
        long until = restUntil.get();
        return now - until >= 0 && restUntil.compareAndSet(until, now + REST_NANOS);
    }

    /**
     * An answer came.
     *
     * @param asked when its question was sent, in nanoseconds
     */
    void answered(long asked, long now) {
        newestAnswered.accumulateAndGet(asked, (one, other) -> one - other > 0 ? one : other);
        silent.set(0);
        lastHeard = now;
        resting = false;
    }

    /**
     * No answer came, or none that can be read. It says something of the server's health only when no later question was answered:
     * where packets get lost, answers come at once and all the losses become known together, a time-out later. And where most get lost,
     * or the losses of a single message come at the end, only time tells it from a dead one.
     */
    void failed(long asked, long now) {
        if (asked - newestAnswered.get() > 0 && silent.incrementAndGet() >= FAILURES_UNTIL_REST && now - lastHeard >= silenceNanos) {
            restUntil.set(now + REST_NANOS);
            resting = true;
        }
    }

    @Override
    public String toString() {
        return address.getHostString() + ":" + address.getPort();
    }
}
