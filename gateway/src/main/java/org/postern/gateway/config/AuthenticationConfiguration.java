// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.postern.gateway.auth.AuthenticationSettings;
import org.postern.gateway.auth.dkim.DkimPolicy;
import org.postern.gateway.auth.dmarc.Dmarc;
import org.postern.gateway.network.IpNetwork;

/**
 * How senders of mail from strangers are checked.
 *
 * @param enabled  whether they are
 * @param host     name under which the results stand in the header; this node's by default
 * @param settings how
 * @param arc      in whose name mail is sealed that is sent on
 */
public record AuthenticationConfiguration(boolean enabled, Optional<String> host, AuthenticationSettings settings, ArcConfiguration arc) {
    private static final List<IpNetwork> LOOPBACK = List.of(IpNetwork.parse("127.0.0.0/8"), IpNetwork.parse("::1"));

    static AuthenticationConfiguration from(Settings settings) {
        return new AuthenticationConfiguration(
            settings.flag("auth.enabled", true),
            Optional.ofNullable(settings.value("auth.host", null, AuthenticationConfiguration::host, "a host name")),
            new AuthenticationSettings(
                settings.duration("auth.deadline", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(2)),
                new DkimPolicy(settings.integer("auth.dkim-key-bits", 1024, 512, 4096), settings.flag("auth.dkim-partial-body", false),
                    settings.integer("auth.dkim-signatures", 8, 1, 100)),
                settings.choice("auth.dmarc-discovery", Dmarc.Discovery.PUBLIC_SUFFIX, Dmarc.Discovery.class),
                settings.list("auth.trusted-sealers").stream().map(each -> each.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet()),
                exempt(settings)),
            ArcConfiguration.from(settings));
    }

    private static List<IpNetwork> exempt(Settings settings) {
        List<Optional<IpNetwork>> named = settings.list("auth.exempt-networks", text -> text.equalsIgnoreCase("none")
            ? Optional.<IpNetwork>empty() : Optional.of(IpNetwork.parse(text)), "none, or IP addresses and networks, separated by commas");
        return named.isEmpty() ? LOOPBACK : named.stream().flatMap(Optional::stream).toList();
    }

    private static String host(String text) {
        if (!text.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
