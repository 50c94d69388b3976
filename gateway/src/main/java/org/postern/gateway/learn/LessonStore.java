// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Keeps every lesson: the models are the sum of those that are not forgotten. Nothing here is asked while a message is filtered. Every
 * method throws {@link org.postern.gateway.StorageUnavailableException} when the store cannot be asked.
 */
public interface LessonStore {

    /** Keeps a lesson and tells the other nodes. */
    void save(StoredLesson lesson);

    /** The lessons that hold for a message, usually none or one. */
    List<StoredLesson> find(String key);

    /** One lesson, even when it was forgotten lately. */
    Optional<StoredLesson> read(String key, UUID version);

    /**
     * Takes a lesson back and tells the other nodes. It can still be read for at least {@link #FORGOTTEN_KEPT_DAYS}. May be repeated.
     *
     * @param at now
     */
    void forget(StoredLesson lesson, Instant at);

    /** All lessons that hold, in no order. */
    void forEach(Consumer<StoredLesson> visitor);

    /** What changed at or after a moment, in no order. */
    List<LessonChange> changesSince(Instant from, Instant now);

    /**
     * Lessons that hold, newest first.
     *
     * @param size   most of them, from 1 to 1000
     * @param cursor from the page before
     * @throws IllegalArgumentException for a cursor it did not give
     */
    LessonPage list(int size, Optional<String> cursor, Instant now);

    /** Days for which a forgotten lesson can be read, longer than any node should be cut off from the store without a new start. */
    int FORGOTTEN_KEPT_DAYS = 30;
}
