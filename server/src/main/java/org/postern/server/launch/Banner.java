// SPDX-License-Identifier: Apache-2.0
package org.postern.server.launch;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

import org.postern.server.config.HostPort;
import org.postern.server.config.Option;
import org.postern.server.config.RunOptions;

/**
 * Tells the operator where everything is and how to sign in.
 */
final class Banner {
    private final RunOptions options;
    private final PrintStream terminal;
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    Banner(RunOptions options, PrintStream out) {
        this.options = options;
        this.terminal = out;
    }

    /**
     * Prints it all at once, so that whoever waits for its first line finds the others too.
     *
     * @param newPassword  the administrator's password when it was made up just now
     * @param passwordFile where a made-up password is kept
     */
    void print(Optional<String> newPassword, Path passwordFile, long seconds) {
        out.println();
        out.println("Postern runs (started in " + seconds + " s). Stop it with Ctrl-C.");
        line("SMTP, from anywhere", new HostPort(options.bind(), options.smtpPort()).toString());
        line("SMTP, from our own", new HostPort(options.bind(), options.trustedSmtpPort()) + " (for " + options.trustedNetworks() + ")");
        options.submissionPort().ifPresent(port ->
            line("SMTP, from users", new HostPort(options.bind(), port) + " (who sign in, with STARTTLS)"));
        line("IMAP", new HostPort(options.imapBind(), options.imapPort()).toString());
        line("Web interface", "http://" + new HostPort(options.httpBind(), options.httpPort()) + "/postern/ui/");
        line("Relay", relay());
        line("Data", options.dataDirectory().toString());
        line("Sign in", signIn(newPassword, passwordFile));
        warnings();
        out.flush();
        terminal.print(text);
        terminal.flush();
    }

    private String relay() {
        String domains = options.relayDomains().isEmpty() ? "no domains; see " + Option.RELAY_DOMAINS.flag()
            : String.join(", ", options.relayDomains());
        return domains + options.relay().map(server -> " -> " + server).orElse("");
    }

    private String signIn(Optional<String> newPassword, Path passwordFile) {
        if (newPassword.isPresent()) {
            return "user admin, password " + newPassword.get() + " (kept in " + passwordFile + ")";
        }
        if (options.adminPassword().isPresent()) {
            return "user admin, with the password given (if the account was there before: with its own)";
        }
        return "user admin; the first password was kept in " + passwordFile;
    }

    private void warnings() {
        if (options.relay().isEmpty() && !options.relayDomains().isEmpty()) {
            out.println("  ! No mail server behind this gateway is known (" + Option.RELAY.flag() + "): mail for "
                + String.join(", ", options.relayDomains()) + " waits in the queue.");
        }
        if (!isLoopback(options.httpBind())) {
            out.println("  ! The web interface listens on " + options.httpBind() + " without TLS: put a TLS proxy in front of it.");
        }
        if (!isLoopback(options.imapBind())) {
            out.println("  ! IMAP listens on " + options.imapBind() + " without TLS: see imapserver.xml in the conf directory.");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private void line(String what, String where) {
        out.printf("  %-20s %s%n", what, where);
    }
}
