// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.google.common.net.HostAndPort;

/**
 * Whether and how the server behind the gateway is asked which recipients it has.
 *
 * @param refuseUnknown    reply code for a recipient that it does not know, 450 or 550; empty when it is not asked
 * @param sources          who is asked, in this order
 * @param server           where it is asked, with a port; there when it is asked
 * @param sender           envelope sender of the probes, empty for the null sender
 * @param acceptUnverified whether a recipient is taken that could not be verified; it is told to come back otherwise
 * @param knownFor         time a recipient that exists is remembered
 * @param unknownFor       time a recipient that does not exist is remembered
 * @param timeout          most time for one probe
 * @param probes           most probes at once
 * @param unknownPerMinute unknown recipients one client network may name within a minute before it gets no more answers; 0 for any
 */
public record RecipientConfiguration(Optional<Integer> refuseUnknown, List<Source> sources, Optional<HostAndPort> server,
                                     Optional<String> list, String sender, boolean acceptUnverified, Duration knownFor, Duration unknownFor,
                                     Duration timeout, int probes, int unknownPerMinute) {
    /** Who knows which recipients there are. */
    public enum Source {
        /** The mail server behind the gateway. */
        SERVER,
        /** The directories of the profiles. */
        DIRECTORY,
        /** A file that names them. */
        LIST
    }

    private static final int SMTP = 25;
    private static final Duration YEAR = Duration.ofDays(365);

    /** Whether recipients are verified. */
    public boolean enabled() {
        return refuseUnknown.isPresent();
    }

    static RecipientConfiguration from(Settings settings) {
        Optional<Integer> code = settings.value("recipients.verify", Optional.empty(), RecipientConfiguration::code, "off, 450 or 550");
        Optional<HostAndPort> server = settings.value("recipients.server", Optional.empty(), RecipientConfiguration::server,
            "host or host:port");
        List<Source> given = settings.list("recipients.sources", RecipientConfiguration::source,
            "server, directory and list, separated by commas");
        List<Source> sources = given.isEmpty() ? List.of(Source.SERVER) : given.stream().distinct().toList();
        boolean known = settings.sound("recipients.server", "recipients.sources");
        if (code.isPresent() && sources.contains(Source.SERVER) && server.isEmpty() && known) {
            settings.refuse("recipients.verify", String.valueOf(code.get()),
                "off, as long as recipients.server is not set and recipients.sources has server");
        }
        Optional<String> list = settings.value("recipients.list", Optional.empty(), Optional::of,
            "a file, such as file://conf/recipients");
        if (code.isPresent() && sources.contains(Source.LIST) && list.isEmpty()) {
            settings.refuse("recipients.sources", "list", "without list, as long as recipients.list is not set");
        }
        return new RecipientConfiguration(code, sources, server, list,
            settings.value("recipients.probe-sender", "", RecipientConfiguration::sender, "one mail address in ASCII"),
            settings.value("recipients.unverified", false, RecipientConfiguration::accepts, "accept or defer"),
            settings.duration("recipients.known-for", Duration.ofDays(7), Duration.ofMinutes(1), YEAR),
            settings.duration("recipients.unknown-for", Duration.ofHours(3), Duration.ofSeconds(1), YEAR),
            settings.duration("recipients.timeout", Duration.ofSeconds(4), Duration.ofMillis(100), Duration.ofMinutes(1)),
            settings.integer("recipients.probes", 20, 1, 1000),
            settings.integer("recipients.unknown-per-minute", 20, 0, 1_000_000));
    }

    private static Optional<Integer> code(String text) {
        return switch (text) {
            case "off" -> Optional.empty();
            case "450", "550" -> Optional.of(Integer.valueOf(text));
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Source source(String text) {
        return switch (text) {
            case "server" -> Source.SERVER;
            case "directory" -> Source.DIRECTORY;
            case "list" -> Source.LIST;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Optional<HostAndPort> server(String text) {
        if (text.startsWith(":")) {
            // What the launcher puts in where no server behind is given.
            return Optional.empty();
        }
        HostAndPort server = HostAndPort.fromString(text).withDefaultPort(SMTP);
        if (server.getHost().isEmpty() || server.getPort() == 0) {
            throw new IllegalArgumentException(text);
        }
        return Optional.of(server);
    }

    private static boolean accepts(String text) {
        return switch (text) {
            case "accept" -> true;
            case "defer" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static String sender(String text) {
        if (!text.matches("[!-;=?-~]+@[!-;=?-~]+")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
