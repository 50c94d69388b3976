// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What came of scoring the same messages by two engines since this node started: counts, and the latest that were judged otherwise. */
public final class EngineComparison {
    private static final int KEPT = 200;

    private final Deque<Difference> differences = new ArrayDeque<>();
    private long messages;
    private long bothSpam;
    private long neither;
    private long onlyEngine;
    private long onlyShadow;
    private long unknown;
    private long dropped;
    private double difference;

    /**
     * One message that was judged otherwise.
     *
     * @param messageId   Postern's id
     * @param time        when
     * @param score       by the engine that counts
     * @param shadowScore by the other
     * @param onlyEngine  rules that only the engine hit
     * @param onlyShadow  rules that only the shadow hit
     */
    public record Difference(String messageId, Instant time, double score, double shadowScore, List<String> onlyEngine,
                             List<String> onlyShadow) {
        public Difference {
            onlyEngine = List.copyOf(onlyEngine);
            onlyShadow = List.copyOf(onlyShadow);
        }
    }

    /**
     * The counts.
     *
     * @param messages       compared
     * @param bothSpam       at or above the threshold by both
     * @param neither        by none
     * @param onlyEngine     by the engine that counts alone
     * @param onlyShadow     by the shadow alone
     * @param unknown        not compared, since one of them did not finish
     * @param dropped        not compared, since the shadow could not keep up
     * @param meanDifference shadow's points less the engine's, on average
     * @param latest         messages that were judged otherwise, newest first
     */
    public record Summary(long messages, long bothSpam, long neither, long onlyEngine, long onlyShadow, long unknown, long dropped,
                          double meanDifference, List<Difference> latest) {
        public Summary {
            latest = List.copyOf(latest);
        }
    }

    synchronized void compared(Difference result, double threshold) {
        boolean engine = result.score() >= threshold;
        boolean shadow = result.shadowScore() >= threshold;
        messages++;
        bothSpam += engine && shadow ? 1 : 0;
        neither += engine || shadow ? 0 : 1;
        onlyEngine += engine && !shadow ? 1 : 0;
        onlyShadow += shadow && !engine ? 1 : 0;
        difference += result.shadowScore() - result.score();
        if (engine != shadow) {
            differences.addFirst(result);
            if (differences.size() > KEPT) {
                differences.removeLast();
            }
        }
    }

    synchronized void unknown() {
        unknown++;
    }

    synchronized void dropped() {
        dropped++;
    }

    public synchronized Summary summary() {
        return new Summary(messages, bothSpam, neither, onlyEngine, onlyShadow, unknown, dropped,
            messages == 0 ? 0 : difference / messages, new ArrayList<>(differences));
    }
}
