// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.reputation;

import java.time.Duration;
import java.time.Instant;

/**
 * What is remembered under a key.
 *
 * @param key    what it is about
 * @param detail tells entries of one key apart; empty where there is only one
 * @param good   weight of good mail at that time
 * @param bad    weight of bad mail at that time
 * @param at     when it was written, to the millisecond
 */
public record Remembered(String key, String detail, double good, double bad, Instant at) {

    /** The same entry at a later time: after each half-life, mail counts half. */
    Remembered faded(Instant now, Duration halfLife) {
        double halves = Math.max(0, Duration.between(at, now).toMillis()) / (double) halfLife.toMillis();
        double left = Math.pow(2, -halves);
        return new Remembered(key, detail, good * left, bad * left, now);
    }

    /** The same with one more message. */
    Remembered more(boolean wasGood) {
        return new Remembered(key, detail, good + (wasGood ? 1 : 0), bad + (wasGood ? 0 : 1), at);
    }
}
