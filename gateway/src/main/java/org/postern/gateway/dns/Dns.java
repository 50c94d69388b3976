// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import java.util.concurrent.CompletableFuture;

/** The DNS as one message's checks see it, with that message's deadline; a seam, so that they can be tested without a network. */
@FunctionalInterface
public interface Dns {

    /** Asks without waiting. The future always ends with an answer, never with an exception. */
    CompletableFuture<DnsAnswer> start(DnsQuestion question);

    /** Asks and waits, at most until the deadline. */
    default DnsAnswer ask(String name, DnsType type) {
        return start(new DnsQuestion(name, type)).join();
    }

    /** A DNS in which every question fails, for a gateway that is told not to ask. */
    static Dns silent(String reason) {
        return question -> CompletableFuture.completedFuture(new DnsAnswer.TimedOut(reason));
    }
}
