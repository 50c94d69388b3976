// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What holds for all checks of an SMTP session.
 *
 * @param alwaysReachable local parts, in lower case, that get their mail whatever reputation says of its sender
 * @param lookupTime      most time one look-up of a check may take
 * @param sendersSpareDnsbl whether welcomelist entries for senders and recipients spare lists in the DNS too
 */
public record PolicyConfiguration(Set<String> alwaysReachable, Duration lookupTime, boolean sendersSpareDnsbl) {
    private static final List<String> COMPLAINTS = List.of("postmaster", "abuse");

    public PolicyConfiguration {
        alwaysReachable = Set.copyOf(alwaysReachable);
    }

    static PolicyConfiguration from(Settings settings) {
        List<String> named = settings.list("policy.always-reachable");
        List<String> names = named.isEmpty() ? COMPLAINTS : named.stream().filter(each -> !each.equalsIgnoreCase("none")).toList();
        return new PolicyConfiguration(names.stream().map(each -> each.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()),
            settings.duration("policy.lookup-time", Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMinutes(1)),
            settings.flag("policy.senders-spare-dnsbl", true));
    }
}
