// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.client;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Clients that behaved as mail servers do, for all nodes and over restarts. It is asked on the threads that serve all connections:
 * nothing here waits or throws, and a failure is the stage's. Of two nodes that write at once the later one counts.
 */
public interface PassedClientStore {

    /** Until when the client counts as one that has passed; empty when that is over by {@code now}. */
    CompletionStage<Optional<Instant>> find(String address, Instant now);

    /** Remembers a client until the end, in place of what was remembered of it. */
    CompletionStage<?> save(String address, Instant end, Instant now);

    /** Forgets a client. */
    CompletionStage<?> remove(String address);
}
