// SPDX-License-Identifier: Apache-2.0
package org.postern.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What the operator asked the server to be.
 *
 * @param bind             address of both SMTP ports
 * @param imapBind         address of IMAP
 * @param httpBind         address of WebAdmin and the web interface
 * @param smtpPort         for mail from anywhere
 * @param trustedSmtpPort  for mail from our own servers and users
 * @param submissionPort   for mail of users who sign in; none when there is no such port
 * @param trustedNetworks  networks that may send to any domain by the trusted port, comma separated
 * @param dataDirectory    holds everything that survives a restart
 * @param clamd            a clamd to use instead of one of our own
 * @param relay            mail server behind the gateway
 * @param relayDomains     domains of which all mail goes to that server
 * @param dns              name server to ask instead of the machine's
 * @param greylistDelay    time after which a deferred client may come again, when it is not the default
 * @param stockRules       directory with SpamAssassin's stock rules, read before Postern's own
 * @param adminPassword    for the account {@code admin} when there is none yet
 * @param demo             send the sample messages once all runs
 * @param exit             stop after the demo
 */
public record RunOptions(String bind, String imapBind, String httpBind, int smtpPort, int trustedSmtpPort, OptionalInt submissionPort,
                         int imapPort, int httpPort, String trustedNetworks, Path dataDirectory, Optional<HostPort> clamd,
                         Optional<HostPort> relay, List<String> relayDomains, Optional<HostPort> dns,
                         Optional<Duration> greylistDelay, Optional<Path> stockRules, Optional<String> adminPassword, boolean demo,
                         boolean exit) {
    private static final int SMTP = 25;
    private static final int DOMAIN = 53;
    private static final int CLAMD = 3310;
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_DELAY = 86_400;

    /**
     * Reads command line and environment.
     *
     * @throws UsageException when an option is unknown or its value is not usable
     */
    public static RunOptions parse(List<String> arguments, Map<String, String> environment) throws UsageException {
        Arguments given = Arguments.read(arguments, environment);
        if (given.exit() && !given.demo()) {
            throw new UsageException("--exit goes with --demo");
        }
        return new RunOptions(
            given.text(Option.BIND),
            given.text(Option.IMAP_BIND),
            given.text(Option.HTTP_BIND),
            given.port(Option.SMTP_PORT),
            given.port(Option.TRUSTED_SMTP_PORT),
            given.text(Option.SUBMISSION_PORT).isEmpty() ? OptionalInt.empty() : OptionalInt.of(given.port(Option.SUBMISSION_PORT)),
            given.port(Option.IMAP_PORT),
            given.port(Option.HTTP_PORT),
            given.text(Option.TRUSTED_NETWORKS),
            Path.of(given.text(Option.DATA)).toAbsolutePath().normalize(),
            given.hostPort(Option.CLAMD, OptionalInt.of(CLAMD)),
            given.hostPort(Option.RELAY, OptionalInt.of(SMTP)),
            domains(given.text(Option.RELAY_DOMAINS)),
            given.hostPort(Option.DNS, OptionalInt.of(DOMAIN)),
            delay(given.text(Option.GREYLIST_DELAY)),
            stockRules(given.text(Option.STOCK_RULES), Path.of(given.text(Option.DATA))),
            password(given.text(Option.ADMIN_PASSWORD)),
            given.demo(),
            given.exit());
    }

    /** The same with a mail server behind the gateway, the domains whose mail goes there, and a greylisting delay. */
    public RunOptions relaying(HostPort server, List<String> domains, Duration delay) {
        return new RunOptions(bind, imapBind, httpBind, smtpPort, trustedSmtpPort, submissionPort, imapPort, httpPort, trustedNetworks,
            dataDirectory, clamd, Optional.of(server), List.copyOf(domains), dns, Optional.of(delay), stockRules, adminPassword, demo,
            exit);
    }

    private static Optional<Duration> delay(String text) throws UsageException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("[1-9][0-9]{0,4}s") || Integer.parseInt(text.substring(0, text.length() - 1)) > LONGEST_DELAY) {
            throw new UsageException(Option.GREYLIST_DELAY.flag() + ": seconds from 1s to " + LONGEST_DELAY + "s expected, got '"
                + text + "'");
        }
        return Optional.of(Duration.parse("PT" + text));
    }

    /** The script that starts us has unpacked Debian's rules into the data directory. */
    private static Optional<Path> stockRules(String text, Path data) throws UsageException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Path directory = (text.equals("debian") ? data.resolve("spamassassin-rules") : Path.of(text)).toAbsolutePath().normalize();
        try (Stream<Path> files = Files.list(directory)) {
            if (files.noneMatch(file -> file.toString().endsWith(".cf"))) {
                throw new UsageException(Option.STOCK_RULES.flag() + ": there are no *.cf files in " + directory);
            }
        } catch (IOException e) {
            throw new UsageException(Option.STOCK_RULES.flag() + ": the directory " + directory + " cannot be read");
        }
        if (directory.toString().matches(".*[,\\s].*")) {
            throw new UsageException(Option.STOCK_RULES.flag() + ": " + directory + " has a comma or a space in its name");
        }
        return Optional.of(directory);
    }

    private static List<String> domains(String text) throws UsageException {
        List<String> domains = Arrays.stream(text.split(",")).map(String::trim).filter(domain -> !domain.isEmpty())
            .map(domain -> domain.toLowerCase(Locale.ROOT)).distinct().toList();
        for (String domain : domains) {
            if (!domain.matches("\\.?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")) {
                throw new UsageException(Option.RELAY_DOMAINS.flag() + ": '" + domain + "' is not a domain name");
            }
        }
        return domains;
    }

    private static Optional<String> password(String text) throws UsageException {
        if (!text.isEmpty() && text.length() < SHORTEST_PASSWORD) {
            throw new UsageException(Option.ADMIN_PASSWORD.flag() + ": at least " + SHORTEST_PASSWORD + " characters, please");
        }
        return Optional.of(text).filter(password -> !password.isEmpty());
    }
}
