// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.launch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.postern.integration.client.Mailer;
import org.postern.integration.client.RestClient;
import org.postern.server.demo.sink.Sink;

/**
 * A gateway with its own data directory, ports and back end, which can be stopped, killed and started again on the same data.
 */
public final class Postern implements AutoCloseable {
    public static final String ADMIN_PASSWORD = "integration-tests-only";
    public static final String CASSANDRA = "org.apache.cassandra.service.CassandraDaemon";
    public static final String CLAMD = "clamd";
    private static final String RUNNING = "Postern runs";
    private static final Duration START = Duration.ofSeconds(330);
    private static final long SINK_BYTES = 512L << 20;

    private final Path data;
    private final Ports ports;
    private final Sink sink;
    private final List<String> moreOptions;
    private final List<RunProcess> runs = new ArrayList<>();

    private Postern(Path data, Ports ports, Sink sink, List<String> moreOptions) {
        this.moreOptions = moreOptions;
        this.data = data;
        this.ports = ports;
        this.sink = sink;
    }

    /** Prepares one without starting it. */
    public static Postern prepare() throws IOException {
        return prepare(List.of());
    }

    /** Prepares one that is started with further options. */
    public static Postern prepare(List<String> moreOptions) throws IOException {
        return new Postern(Files.createTempDirectory("postern-it"), Ports.free(), Sink.start(0, SINK_BYTES), List.copyOf(moreOptions));
    }

    /** Starts the server and returns at once. */
    public void launch() throws IOException {
        runs.add(RunProcess.start(outputFile(), Map.of("POSTERN_ADMIN_PASSWORD", ADMIN_PASSWORD), options()));
    }

    /** Starts the server and waits until it says that it runs. */
    public Postern start() throws IOException, InterruptedException {
        int before = Files.exists(outputFile()) ? RunProcess.count(Files.readString(outputFile()), RUNNING) : 0;
        launch();
        if (!run().awaitLine(RUNNING, before, START)) {
            String output = run().output();
            run().close();
            throw new AssertionError("./run did not come up within " + START.toSeconds() + " s:\n" + output);
        }
        return this;
    }

    /** The options of every start; the data directory stays the same. */
    public List<String> options() {
        List<String> options = new ArrayList<>(List.of("--data", data.toString(), "--smtp-port", "" + ports.smtp(),
            "--trusted-smtp-port", "" + ports.trustedSmtp(),
            "--imap-port", "" + ports.imap(), "--http-port", "" + ports.http(), "--relay", "127.0.0.1:" + sink.address().getPort(),
            "--relay-domains", "corp.example", "--greylist-delay", "1s"));
        options.addAll(moreOptions);
        return options;
    }

    /** The latest run. */
    public RunProcess run() {
        return runs.get(runs.size() - 1);
    }

    public Sink sink() {
        return sink;
    }

    public Path data() {
        return data;
    }

    public Mailer stranger() {
        return new Mailer(new InetSocketAddress("127.0.0.1", ports.smtp()));
    }

    public Mailer ownServer() {
        return new Mailer(new InetSocketAddress("127.0.0.1", ports.trustedSmtp()));
    }

    public InetSocketAddress imap() {
        return new InetSocketAddress("127.0.0.1", ports.imap());
    }

    /** A client without a token. */
    public RestClient anonymous() {
        return RestClient.anonymous(URI.create("http://127.0.0.1:" + ports.http()));
    }

    public RestClient admin() throws IOException, InterruptedException {
        return anonymous().signIn("admin", ADMIN_PASSWORD);
    }

    /** Ends everything that was started here and deletes the data, unless the property {@code postern.it.keep} is set. */
    @Override
    public void close() throws IOException {
        runs.forEach(RunProcess::close);
        sink.close();
        if (System.getProperty("postern.it.keep") == null) {
            delete(data);
        }
    }

    private Path outputFile() {
        return data.resolve("run.out");
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
