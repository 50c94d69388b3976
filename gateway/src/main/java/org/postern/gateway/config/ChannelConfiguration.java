// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Where spam rules come from besides the operator's own files.
 *
 * @param channels    names of update channels
 * @param keys        places of files with the OpenPGP public keys that are trusted to sign their archives
 * @param directory   place of the directory in which their revisions are kept
 * @param interval    time between two looks for newer revisions, 1 min to 30 d
 * @param timeout     most time for one file, 1 s to 10 min
 * @param version     version of SpamAssassin whose rules are asked for
 */
public record ChannelConfiguration(List<String> channels, List<String> keys, String directory,
                                   Duration interval, Duration timeout, String version) {
    public ChannelConfiguration {
        channels = List.copyOf(channels);
        keys = List.copyOf(keys);
    }

    static ChannelConfiguration from(Settings settings) {
        ChannelConfiguration configuration = new ChannelConfiguration(
            settings.list("spam.channels", ChannelConfiguration::channel, "domain names, separated by commas"),
            settings.list("spam.channel-keys"),
            settings.text("spam.channel-directory").orElse("file://var/spam-channels"),
            settings.duration("spam.channel-interval", Duration.ofHours(12), Duration.ofMinutes(1), Duration.ofDays(30)),
            settings.duration("spam.channel-timeout", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMinutes(10)),
            settings.value("spam.channel-version", "4.0.1", ChannelConfiguration::version, "three numbers with dots between them"));
        if (!configuration.channels().isEmpty() && configuration.keys().isEmpty()) {
            settings.refuse("spam.channels", String.join(",", configuration.channels()),
                "none, unless spam.channel-keys names the keys that are trusted to sign them");
        }
        return configuration;
    }

    private static String channel(String text) {
        if (!text.matches("[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?)+")) {
            throw new IllegalArgumentException(text);
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static String version(String text) {
        if (!text.matches("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
