// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.client;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the wire tells of one connection: which rules its client has broken so far, and how late it is to be answered. Written by the
 * handler of the connection, read by hooks.
 */
public final class ClientConduct {
    private final Set<Violation> violations = EnumSet.noneOf(Violation.class);
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicBoolean lineTooLong = new AtomicBoolean();
    private final boolean tested;
    private volatile Duration slowness = Duration.ZERO;

    /** @param tested whether this client's way with the protocol is looked at */
    public ClientConduct(boolean tested) {
        this.tested = tested;
    }

    public boolean isTested() {
        return tested;
    }

    /** Notes a violation; true for the first of its kind. */
    public synchronized boolean add(Violation violation) {
        return violations.add(violation);
    }

    public synchronized boolean has(Violation violation) {
        return violations.contains(violation);
    }

    public synchronized Set<Violation> violations() {
        return Set.copyOf(violations);
    }

    /** Counts a refused command and returns how many there were. */
    public int error() {
        return errors.incrementAndGet();
    }

    /** How much later than usual replies go out from now on. */
    public void slowDown(Duration by) {
        slowness = by;
    }

    /** How much later that is. */
    public Duration slowness() {
        return slowness;
    }

    /** A line of the message was longer than the server reads, and is lost. */
    public void lineTooLong() {
        lineTooLong.set(true);
    }

    /** Whether a line of the message was lost since this was asked last. */
    public boolean tookLineTooLong() {
        return lineTooLong.getAndSet(false);
    }
}
