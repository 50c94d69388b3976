// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.statistics;

import java.util.Locale;

/**
 * What is counted. The names are stored.
 */
public enum Measure {
    /** Messages received. */
    COUNT,
    BYTES,
    /** Messages with at least the spam points from which mail counts as spam, and no virus. */
    SPAM,
    VIRUS,
    /** Messages from the null sender. */
    BOUNCES,
    /** Recipients told to come back. */
    GREYLISTED,
    /** Refusals at SMTP time, greylisting left out. */
    REFUSED,
    /** Recipients for whom the message is quarantined, blocked, delivered and so on at present. */
    BLOCKED,
    QUARANTINED,
    DELIVERED,
    DEFERRED,
    BOUNCED,
    /** Messages analysed, and the time that took in microseconds. */
    ANALYSED,
    MICROS;

    /** The name in answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
