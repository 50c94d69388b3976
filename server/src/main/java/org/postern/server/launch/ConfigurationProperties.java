// SPDX-License-Identifier: Apache-2.0
package org.postern.server.launch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.postern.server.config.HostPort;
import org.postern.server.config.RunOptions;

/**
 * The system properties through which the options reach the configuration files, where they stand as <code>${sys:name}</code>.
 * All of them are always set: one that is not would stand in the file as it is written.
 */
final class ConfigurationProperties {
    /** Nobody listens there: mail for the relay waits in the queue until the operator names one. */
    private static final HostPort NO_RELAY = new HostPort("127.0.0.1", 1);

    private static final Duration GREYLIST_DELAY = Duration.ofSeconds(180);

    private static final int SUBMISSION = 587;

    private final RunOptions options;

    ConfigurationProperties(RunOptions options) {
        this.options = options;
    }

    /** What is known before anything runs. */
    void set(Path data, Optional<String> adminPassword) {
        HostPort relay = options.relay().orElse(NO_RELAY);
        Map<String, String> properties = new TreeMap<>();
        properties.put("postern.data", data.toString());
        properties.put("postern.host.name", hostName());
        properties.put("postern.bind", options.bind());
        properties.put("postern.imap.bind", options.imapBind());
        properties.put("postern.http.bind", options.httpBind());
        properties.put("postern.smtp.port", Integer.toString(options.smtpPort()));
        properties.put("postern.smtp.trusted.port", Integer.toString(options.trustedSmtpPort()));
        properties.put("postern.smtp.submission.enabled", Boolean.toString(options.submissionPort().isPresent()));
        properties.put("postern.smtp.submission.port", Integer.toString(options.submissionPort().orElse(SUBMISSION)));
        properties.put("postern.trusted.networks", options.trustedNetworks());
        properties.put("postern.imap.port", Integer.toString(options.imapPort()));
        properties.put("postern.http.port", Integer.toString(options.httpPort()));
        properties.put("postern.relay.host", relay.host());
        properties.put("postern.relay.port", Integer.toString(relay.port()));
        properties.put("postern.relay.domains", String.join(",", options.relayDomains()));
        properties.put("postern.dns", options.dns().map(HostPort::toString).orElse(""));
        properties.put("postern.spam.rules", options.stockRules().map(stock -> "file://" + stock + ",").orElse("") + "file://conf/spam");
        properties.put("postern.greylist.delay", options.greylistDelay().orElse(GREYLIST_DELAY).toSeconds() + "s");
        properties.put("working.directory", data.toString());
        properties.put("logback.configurationFile", data.resolve("conf").resolve("logback.xml").toString());
        properties.put("config.file", data.resolve("conf").resolve("cassandra-driver.conf").toString());
        properties.put("extra.props", data.resolve("conf").resolve("jvm.properties").toString());
        // start-up errors come back to the launcher, which has children to stop
        properties.put("james.exit.on.startup.error", "false");
        adminPassword.ifPresent(password -> properties.put("postern.admin.password", password));
        properties.forEach(System::setProperty);
    }

    /** What the programs around James tell of themselves. */
    void set(InetSocketAddress cassandra, InetSocketAddress clamd, List<String> signatureUpdate) {
        System.setProperty("postern.clamd.host", clamd.getHostString());
        System.setProperty("postern.clamd.port", Integer.toString(clamd.getPort()));
        System.setProperty("postern.clamd.update-command",
            signatureUpdate.stream().map(word -> word.contains(" ") ? '"' + word + '"' : word).collect(Collectors.joining(" ")));
        System.setProperty("postern.cassandra.host", cassandra.getHostString());
        System.setProperty("postern.cassandra.port", Integer.toString(cassandra.getPort()));
    }

    /** By which the server greets clients (RFC 5321 section 4.3.1). */
    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
