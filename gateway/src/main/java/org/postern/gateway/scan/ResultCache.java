// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Answers of engines by the hash of the content, each for one set of signatures and for a bounded time, so that an attachment that
 * comes a hundred times, or a message that is tried again, costs one scan. Scans that did not finish are not remembered.
 */
public final class ResultCache {
    private final int most;
    private final long lifetimeNanos;
    private final LongSupplier nanoTime;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Makes an empty cache.
     *
     * @param most     most answers; 0 remembers none; beyond it the one not used for longest goes
     * @param lifetime time after the scan for which an answer holds
     */
    public ResultCache(int most, Duration lifetime) {
        this(most, lifetime, System::nanoTime);
    }

    ResultCache(int most, Duration lifetime, LongSupplier nanoTime) {
        this.most = most;
        this.lifetimeNanos = lifetime.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Remembers nothing. */
    public static ResultCache none() {
        return new ResultCache(0, Duration.ZERO);
    }

    /**
     * What an answer holds for.
     *
     * @param engine     name of the engine
     * @param signatures the engine's signatures at the time
     * @param hash       hash of the content
     */
    record Key(String engine, String signatures, String hash) {
    }

    private record Entry(EngineAnswer answer, long at) {
    }

    /** Forgets everything, as after new signatures of an engine that does not name them. */
    public synchronized void clear() {
        entries.clear();
    }

    /** Answers remembered now, those included whose time is over and that nobody asked for since. */
    public synchronized int size() {
        return entries.size();
    }

    boolean isOff() {
        return most == 0;
    }

    synchronized Optional<EngineAnswer> find(Key key) {
        Entry entry = entries.get(key);
        if (entry != null && nanoTime.getAsLong() - entry.at() >= lifetimeNanos) {
            entries.remove(key);
            return Optional.empty();
        }
        return Optional.ofNullable(entry).map(Entry::answer);
    }

    synchronized void remember(Key key, EngineAnswer answer) {
        if (most > 0 && !(answer instanceof EngineAnswer.Unknown)) {
            entries.put(key, new Entry(answer, nanoTime.getAsLong()));
            if (entries.size() > most) {
                entries.remove(entries.keySet().iterator().next());
            }
        }
    }
}
