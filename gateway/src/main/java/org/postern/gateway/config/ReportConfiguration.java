// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * Which reports administrators, and those who look after a domain, are sent.
 *
 * @param daily   one of each day
 * @param weekly  one of each week from Monday to Sunday
 * @param zone    whose days these are
 * @param domains who is sent a report of one domain besides
 */
public record ReportConfiguration(boolean daily, boolean weekly, ZoneId zone, List<DomainReader> domains) {

    public ReportConfiguration {
        domains = List.copyOf(domains);
    }

    /**
     * Somebody who is sent reports of a domain.
     *
     * @param domain  in lower case
     * @param address where they go
     */
    public record DomainReader(String domain, String address) {
    }

    static ReportConfiguration from(Settings settings) {
        return new ReportConfiguration(settings.flag("report.daily", false), settings.flag("report.weekly", false),
            settings.value("report.zone", ZoneId.of("UTC"), ReportConfiguration::zone, "the name of a time zone, such as Europe/Berlin"),
            settings.list("report.domains", ReportConfiguration::reader, "domain=address, separated by commas"));
    }

    private static DomainReader reader(String text) {
        int equals = text.indexOf('=');
        int at = text.lastIndexOf('@');
        String domain = equals < 1 ? "" : text.substring(0, equals).toLowerCase(Locale.ROOT);
        boolean sound = domain.matches("[a-z0-9._-]+") && at >= equals + 2 && at < text.length() - 1;
        if (!sound || text.chars().anyMatch(c -> c == '<' || c == '>')) {
            throw new IllegalArgumentException(text);
        }
        return new DomainReader(domain, text.substring(equals + 1));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
