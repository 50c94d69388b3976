// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.postern.analysis.rules.QuarantineKind;

/**
 * How long quarantined mail is kept.
 *
 * @param lifetimes       time until an item vanishes by itself, for every kind
 * @param domainLifetimes the same for recipients of single domains, by {@code domain/kind} in lower case
 * @param releases        what a recipient may do with mail of each kind
 */
public record QuarantineConfiguration(Map<QuarantineKind, Duration> lifetimes, Map<String, Duration> domainLifetimes,
                                      Map<QuarantineKind, OwnRelease> releases) {
    private static final Pattern DOMAIN_LIFETIME = Pattern.compile("([a-z0-9.-]{1,253})(?:/([a-z]+))?=(\\S+)");
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(3650);

    public QuarantineConfiguration {
        lifetimes = Map.copyOf(lifetimes);
        domainLifetimes = Map.copyOf(domainLifetimes);
        releases = Map.copyOf(releases);
    }

    /** Time until an item of this kind vanishes by itself, for a recipient of this domain. */
    public Duration lifetime(QuarantineKind kind, String domain) {
        return domainLifetimes.getOrDefault(key(domain, kind), lifetime(kind));
    }

    /** The longest of all lifetimes. */
    public Duration longestLifetime() {
        return Stream.concat(lifetimes.values().stream(), domainLifetimes.values().stream()).max(Duration::compareTo).orElse(LONGEST);
    }

    /** What a recipient may do with mail of this kind. */
    public OwnRelease release(QuarantineKind kind) {
        return releases.get(kind);
    }

    /** Time until an item of this kind vanishes by itself. */
    public Duration lifetime(QuarantineKind kind) {
        return lifetimes.get(kind);
    }

    static QuarantineConfiguration from(Settings settings) {
        Map<QuarantineKind, Duration> lifetimes = new EnumMap<>(QuarantineKind.class);
        for (QuarantineKind kind : QuarantineKind.values()) {
            lifetimes.put(kind, settings.duration("quarantine.lifetime." + word(kind), Duration.ofDays(7), SHORTEST, LONGEST));
        }
        Map<String, Duration> domains = new HashMap<>();
        settings.list("quarantine.domain-lifetimes", QuarantineConfiguration::domainLifetimes,
            "domain=duration or domain/kind=duration, separated by commas, such as example.org=30d,example.org/virus=2d")
            .stream().sorted(Comparator.comparingInt(some -> -some.size())).forEach(domains::putAll);
        Map<QuarantineKind, OwnRelease> releases = new EnumMap<>(QuarantineKind.class);
        for (QuarantineKind kind : QuarantineKind.values()) {
            releases.put(kind, release(settings, kind));
        }
        return new QuarantineConfiguration(lifetimes, domains, releases);
    }

    private static OwnRelease release(Settings settings, QuarantineKind kind) {
        String key = "quarantine.own-release." + word(kind);
        if (kind == QuarantineKind.VIRUS) {
            return settings.value(key, OwnRelease.NEVER, text -> {
                OwnRelease release = OwnRelease.valueOf(text.toUpperCase(Locale.ROOT));
                if (release == OwnRelease.ALLOWED) {
                    throw new IllegalArgumentException(text);
                }
                return release;
            }, "request or never");
        }
        return settings.choice(key, kind == QuarantineKind.SPAM ? OwnRelease.ALLOWED : OwnRelease.REQUEST, OwnRelease.class);
    }

    private static Map<String, Duration> domainLifetimes(String text) {
        Matcher form = DOMAIN_LIFETIME.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException(text);
        }
        Duration lifetime = DurationText.parse(form.group(3)).filter(time -> time.compareTo(SHORTEST) >= 0 && time.compareTo(LONGEST) <= 0)
            .orElseThrow(() -> new IllegalArgumentException(text));
        Map<String, Duration> lifetimes = new HashMap<>();
        if (form.group(2) != null) {
            lifetimes.put(key(form.group(1), QuarantineKind.valueOf(form.group(2).toUpperCase(Locale.ROOT))), lifetime);
        } else {
            Arrays.stream(QuarantineKind.values()).forEach(kind -> lifetimes.put(key(form.group(1), kind), lifetime));
        }
        return lifetimes;
    }

    private static String key(String domain, QuarantineKind kind) {
        return domain.toLowerCase(Locale.ROOT) + "/" + word(kind);
    }

    private static String word(QuarantineKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
