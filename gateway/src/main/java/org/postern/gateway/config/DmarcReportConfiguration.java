// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether domain owners are told what came in their name.
 *
 * @param enabled      whether it is counted and sent
 * @param from         address of the author; the administrator's by default
 * @param organisation name of those who report; the domain of the author by default
 * @param format       layout of the reports
 * @param key          what the mails are signed with; that of ARC by default, if its domain is that of the author
 */
public record DmarcReportConfiguration(boolean enabled, Optional<String> from, Optional<String> organisation, DmarcReportFormat format,
                                       Optional<Key> key) {
    private static final String SELECTOR = "dmarc-report.selector";
    private static final String FILE = "dmarc-report.key-file";

    /**
     * A key that was configured; its domain is the author's.
     *
     * @param selector name in the DNS
     * @param file     place of the private key, as James names files
     */
    public record Key(String selector, String file) {
    }

    static DmarcReportConfiguration from(Settings settings) {
        Optional<String> selector = Optional.ofNullable(settings.value(SELECTOR, null, DmarcReportConfiguration::name,
            "name of a key in the DNS"));
        Optional<String> file = settings.text(FILE);
        if (selector.isPresent() != file.isPresent() && settings.sound(SELECTOR)) {
            settings.refuse(SELECTOR, SELECTOR + " and " + FILE + " are needed together");
        }
        return new DmarcReportConfiguration(settings.flag("dmarc-report.enabled", false),
            Optional.ofNullable(settings.value("dmarc-report.from", null, DmarcReportConfiguration::address, "one mail address")),
            settings.text("dmarc-report.organisation"),
            settings.choice("dmarc-report.format", DmarcReportFormat.RFC7489, DmarcReportFormat.class),
            selector.flatMap(name -> file.map(place -> new Key(name, place))));
    }

    private static String name(String text) {
        if (!text.matches("[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?")) {
            throw new IllegalArgumentException(text);
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static String address(String text) {
        if (!text.matches("[!-~&&[^@<>\",;:\\\\()\\[\\]]]+@[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
