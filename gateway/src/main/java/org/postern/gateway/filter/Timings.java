// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.util.HashMap;
import java.util.Map;

/**
 * Measures the stages of one filtering, one after the other.
 */
final class Timings {
    private static final long NANOS_PER_MICRO = 1000;

    private final Map<String, Long> micros = new HashMap<>();
    private final long start = System.nanoTime();
    private long last = start;

    /** Ends the stage that began when the one before ended. */
    void stage(String name) {
        long now = System.nanoTime();
        micros.put(name, (now - last) / NANOS_PER_MICRO);
        micros.put("total", (now - start) / NANOS_PER_MICRO);
        last = now;
    }

    Map<String, Long> micros() {
        return Map.copyOf(micros);
    }
}
