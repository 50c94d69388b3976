// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

/**
 * How much our own users and servers may send.
 *
 * @param recipientsPerHour recipients a user who signed in may have within an hour; 0 for any number
 * @param recipientsPerDay  the same within a day
 * @param clientPerHour     recipients a client of a trusted network may have within an hour; 0 for any number
 * @param hold              whether one who sends more is held until an administrator lets him go; else he waits until it is less
 */
public record OutboundConfiguration(int recipientsPerHour, int recipientsPerDay, int clientPerHour, boolean hold) {
    private static final int MOST = 100_000_000;

    static OutboundConfiguration from(Settings settings) {
        return new OutboundConfiguration(
            settings.integer("outbound.user-recipients-per-hour", 500, 0, MOST),
            settings.integer("outbound.user-recipients-per-day", 2000, 0, MOST),
            settings.integer("outbound.client-recipients-per-hour", 0, 0, MOST),
            settings.value("outbound.excess", true, text -> switch (text) {
                case "hold" -> true;
                case "defer" -> false;
                default -> throw new IllegalArgumentException(text);
            }, "hold or defer"));
    }
}
