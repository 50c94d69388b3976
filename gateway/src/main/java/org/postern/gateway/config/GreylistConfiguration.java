// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;

/**
 * How greylisting treats a triplet it has not seen.
 *
 * @param enabled     whether unknown triplets are deferred at all
 * @param delay       time before which a retry does not count, 1 s to 1 d
 * @param retryWindow time from the first attempt within which the retry must come, longer than the delay
 * @param lifetime    time a triplet that passed is remembered, counted from its last use
 * @param maskIpv4    leading bits of an IPv4 address that make its network, 0 to 32
 * @param maskIpv6    leading bits of an IPv6 address that make its network, 0 to 128
 * @param adaptive    whether networks that brought proved mail of a domain are spared for it
 * @param remembered  triplets that have passed which a node remembers itself, 0 to 16 million
 */
public record GreylistConfiguration(boolean enabled, Duration delay, Duration retryWindow, Duration lifetime, int maskIpv4,
                                    int maskIpv6, boolean adaptive, int remembered) {
    private static final int USUALLY_REMEMBERED = 1_000_000;
    private static final int MOST_REMEMBERED = 16_000_000;
    private static final Duration YEAR = Duration.ofDays(365);

    static GreylistConfiguration from(Settings settings) {
        Duration delay = settings.duration("greylist.delay", Duration.ofSeconds(180), Duration.ofSeconds(1), Duration.ofDays(1));
        Duration window = settings.duration("greylist.retry-window", Duration.ofDays(2), Duration.ofSeconds(2), YEAR);
        if (window.compareTo(delay) <= 0 && settings.sound("greylist.delay")) {
            settings.refuse("greylist.retry-window", DurationText.format(window),
                "more than greylist.delay, which is " + DurationText.format(delay));
        }
        return new GreylistConfiguration(settings.flag("greylist.enabled", true), delay, window,
            settings.duration("greylist.lifetime", Duration.ofDays(36), Duration.ofSeconds(1), YEAR),
            settings.integer("greylist.mask-ipv4", 24, 0, 32),
            settings.integer("greylist.mask-ipv6", 64, 0, 128), settings.flag("greylist.adaptive", true),
            settings.integer("greylist.remembered", USUALLY_REMEMBERED, 0, MOST_REMEMBERED));
    }
}
