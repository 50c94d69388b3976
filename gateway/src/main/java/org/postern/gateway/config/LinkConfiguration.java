// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Links by which people open their quarantine without a password.
 *
 * @param url      where people reach the web interface, without a slash at the end
 * @param lifetime time a link holds, 5 m to 7 d
 * @param from     author of mails with links; empty for the administrator's address
 * @param language two letters
 */
public record LinkConfiguration(String url, Duration lifetime, Optional<String> from, String language) {
    /** Languages there are texts in. */
    public static final List<String> LANGUAGES = List.of("en", "de", "fr", "es");

    static LinkConfiguration from(Settings settings) {
        return new LinkConfiguration(
            settings.value("links.url", "http://localhost:8000", LinkConfiguration::url, "an http or https address without a path"),
            settings.duration("links.lifetime", Duration.ofHours(36), Duration.ofMinutes(5), Duration.ofDays(7)),
            settings.text("links.from"),
            settings.value("links.language", "en", LinkConfiguration::language, String.join(", ", LANGUAGES)));
    }

    private static String url(String text) {
        URI uri = URI.create(text);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null || !uri.getPath().isEmpty() || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String language(String text) {
        String language = text.toLowerCase(Locale.ROOT);
        if (!LANGUAGES.contains(language)) {
            throw new IllegalArgumentException(text);
        }
        return language;
    }
}
