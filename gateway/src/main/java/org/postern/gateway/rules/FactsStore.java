// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps the facts of messages for a while. Throws {@link org.postern.gateway.StorageUnavailableException} when it cannot be asked. */
public interface FactsStore {

    /** Length of the stretches of time by which messages are found. */
    Duration BUCKET = Duration.ofMinutes(5);

    void keep(KeptFacts kept);

    /** The facts of a message, as long as they are kept. */
    Optional<KeptFacts> find(String messageId);

    /**
     * Reads the messages received in a stretch of time, older stretches of {@link #BUCKET} first.
     *
     * @param each is told each of them and answers whether to go on
     */
    void read(Instant from, Instant to, Predicate<KeptFacts> each);
}
