// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.digest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

import org.postern.gateway.config.DigestKind;

/**
 * What holds for one person's report once everybody has been asked who has a say in it.
 *
 * @param kind     how much it tells
 * @param time     of day at which it is sent
 * @param zone     whose time that is
 * @param hours    of mail before that time which it tells of
 * @param language two letters
 * @param since    when this was last changed; nothing is sent for a time before that
 */
public record DigestSettings(DigestKind kind, LocalTime time, ZoneId zone, int hours, String language, Instant since) {

    /** The latest time at which a report was to be sent, that of now included. */
    public Instant latestDue(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        Instant due = due(today);
        return due.isAfter(now) ? due(today.minusDays(1)) : due;
    }

    /** On a day on which clocks are put forward a time that is left out comes an hour later. */
    private Instant due(LocalDate day) {
        return day.atTime(time).atZone(zone).toInstant();
    }
}
