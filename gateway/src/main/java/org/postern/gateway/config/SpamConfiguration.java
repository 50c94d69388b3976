// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Which engine weighs mail for spam, and where the programs are that can do it instead.
 *
 * @param engine           whose points count
 * @param shadow           whose points are only compared with them
 * @param shadowThreshold  points from which the comparison calls a message spam
 * @param timeout          most time that a program beside Postern may take, 100 ms to 5 min
 * @param maxSize          largest message in bytes that is offered to such a program
 * @param spamdHost        name or address of spamd
 * @param spamdPort        its TCP port
 * @param spamdUser        user whose preferences spamd takes
 * @param rspamdUrl        address of rspamd's worker or proxy
 * @param rspamdPassword   password, when its controller is asked
 */
public record SpamConfiguration(Engine engine, Shadow shadow, double shadowThreshold, Duration timeout, long maxSize, String spamdHost,
                                int spamdPort, Optional<String> spamdUser, URI rspamdUrl, Optional<String> rspamdPassword) {

    /** Who weighs mail. */
    public enum Engine {
        /** Postern itself. */
        RULES,
        SPAMD,
        RSPAMD
    }

    /** Who is compared with that. */
    public enum Shadow {
        NONE,
        RULES,
        SPAMD,
        RSPAMD
    }

    static SpamConfiguration from(Settings settings) {
        return new SpamConfiguration(
            settings.choice("spam.engine", Engine.RULES, Engine.class),
            settings.choice("spam.shadow", Shadow.NONE, Shadow.class),
            settings.value("spam.shadow-threshold", 5.0, SpamConfiguration::points, "points from -1000 to 1000"),
            settings.duration("spam.timeout", Duration.ofSeconds(15), Duration.ofMillis(100), Duration.ofMinutes(5)),
            settings.mebibytes("spam.max-size-mb", 2),
            settings.text("spam.spamd.host").orElse("127.0.0.1"),
            settings.integer("spam.spamd.port", 783, 1, 65_535),
            Optional.ofNullable(settings.value("spam.spamd.user", null, SpamConfiguration::user, "letters, digits and any of . _ - @")),
            settings.value("spam.rspamd.url", URI.create("http://127.0.0.1:11333"), SpamConfiguration::url, "an http or https address"),
            settings.text("spam.rspamd.password"));
    }

    private static double points(String text) {
        double points = Double.parseDouble(text);
        if (!(Math.abs(points) <= 1000)) {
            throw new IllegalArgumentException(text);
        }
        return points;
    }

    private static String user(String text) {
        if (!text.matches("[A-Za-z0-9._@-]{1,200}")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static URI url(String text) {
        URI url = URI.create(text);
        if (url.getHost() == null || !(url.getScheme().equals("http") || url.getScheme().equals("https"))) {
            throw new IllegalArgumentException(text);
        }
        return url;
    }
}
