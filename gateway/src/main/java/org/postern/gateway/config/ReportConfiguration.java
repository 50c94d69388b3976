// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * Which reports administrators are sent.
 *
 * @param daily  one of each day
 * @param weekly one of each week from Monday to Sunday
 * @param zone   whose days these are
 */
public record ReportConfiguration(boolean daily, boolean weekly, ZoneId zone) {

    static ReportConfiguration from(Settings settings) {
        return new ReportConfiguration(settings.flag("report.daily", false), settings.flag("report.weekly", false),
            settings.value("report.zone", ZoneId.of("UTC"), ReportConfiguration::zone, "the name of a time zone, such as Europe/Berlin"));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
