// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * In whose name mail is sealed that is sent on.
 *
 * @param seal empty: nothing is sealed
 */
public record ArcConfiguration(Optional<Seal> seal) {
    private static final String DOMAIN = "auth.arc-domain";
    private static final String SELECTOR = "auth.arc-selector";
    private static final String KEY = "auth.arc-key-file";

    /**
     * A seal that was configured.
     *
     * @param domain   signing domain
     * @param selector name of the key below it in the DNS
     * @param keyFile  place of the private key, as James names files
     */
    public record Seal(String domain, String selector, String keyFile) {
    }

    static ArcConfiguration from(Settings settings) {
        Optional<String> domain = Optional.ofNullable(settings.value(DOMAIN, null, ArcConfiguration::name, "a domain"));
        Optional<String> selector = Optional.ofNullable(settings.value(SELECTOR, null, ArcConfiguration::name, "name of a key in the DNS"));
        Optional<String> file = settings.text(KEY);
        long given = Stream.of(domain, selector, file).filter(Optional::isPresent).count();
        if (given == 0) {
            return new ArcConfiguration(Optional.empty());
        }
        if (given < 3) {
            if (settings.sound(DOMAIN, SELECTOR)) {
                settings.refuse(DOMAIN, DOMAIN + ", " + SELECTOR + " and " + KEY + " are needed together");
            }
            return new ArcConfiguration(Optional.empty());
        }
        return new ArcConfiguration(Optional.of(new Seal(domain.get(), selector.get(), file.get())));
    }

    private static String name(String text) {
        if (!text.matches("[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?")) {
            throw new IllegalArgumentException(text);
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
