// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeSet;
import org.postern.server.config.HostPort;
import org.postern.server.config.Option;
import org.postern.server.config.RunOptions;
import org.postern.server.demo.sample.Samples;
import org.postern.server.demo.sink.Sink;
import org.postern.server.launch.AfterStart;

/**
 * Makes {@code --demo} of the launcher: a back end when none is named, the samples' domains as relay domains, a greylisting delay that
 * a person can wait for, and the samples once all runs.
 */
public final class DemoTask implements AfterStart {
    private static final Duration GREYLIST_DELAY = Duration.ofSeconds(5);
    private static final long SINK_BYTES = 256L << 20;
    private static final String ADMIN = "admin";
    private static final int DIFFERENT = 1;

    private Optional<Sink> sink = Optional.empty();

    @Override
    public boolean isWanted(RunOptions options) {
        return options.demo();
    }

    @Override
    public RunOptions prepare(RunOptions options, PrintStream out) throws IOException {
        HostPort relay;
        if (options.relay().isPresent()) {
            relay = options.relay().get();
        } else {
            Sink started = Sink.start(0, SINK_BYTES);
            sink = Optional.of(started);
            relay = new HostPort(started.address().getAddress().getHostAddress(), started.address().getPort());
            out.println("Demo: no mail server behind the gateway is named, a sink at " + relay + " stands for it");
        }
        Samples samples = samples();
        TreeSet<String> domains = new TreeSet<>(samples.relayDomains());
        domains.addAll(options.relayDomains());
        Duration delay = options.greylistDelay().orElse(GREYLIST_DELAY);
        out.println("Demo: mail is taken for " + String.join(", ", samples.relayDomains()) + "; who is unknown to the greylist waits "
            + delay.toSeconds() + " s (" + Option.GREYLIST_DELAY.flag() + ")");
        return options.relaying(relay, new ArrayList<>(domains), delay);
    }

    @Override
    public int run(RunOptions options, PrintStream out) throws IOException, InterruptedException {
        DemoTarget target = new DemoTarget(new InetSocketAddress(options.bind(), options.smtpPort()),
            new InetSocketAddress(options.bind(), options.trustedSmtpPort()),
            URI.create("http://" + new HostPort(options.httpBind(), options.httpPort())), ADMIN, password(options), sink);
        return new Demo(target, samples(), out).run() ? 0 : DIFFERENT;
    }

    private static Samples samples() throws IOException {
        return Samples.read(Path.of(System.getProperty("postern.home", "")).resolve("james-conf").resolve("samples").normalize());
    }

    private static String password(RunOptions options) throws IOException {
        if (options.adminPassword().isPresent()) {
            return options.adminPassword().get();
        }
        Path kept = options.dataDirectory().resolve("conf").resolve("admin-password");
        if (!Files.isReadable(kept)) {
            throw new IOException("the demo must sign in as " + ADMIN + " to look at the tracking: name the password with "
                + Option.ADMIN_PASSWORD.flag() + " or " + Option.ADMIN_PASSWORD.variable());
        }
        return Files.readString(kept).trim();
    }
}
