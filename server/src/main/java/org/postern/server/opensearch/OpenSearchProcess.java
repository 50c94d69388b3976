// SPDX-License-Identifier: Apache-2.0
package org.postern.server.opensearch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.postern.server.process.ClassArchive;
import org.postern.server.process.FreePorts;
import org.postern.server.process.Libraries;
import org.postern.server.process.ProcessPlan;
import org.postern.server.process.ProcessStartException;
import org.postern.server.process.ReadyProbe;
import org.postern.server.process.SupervisedProcess;

/**
 * A private OpenSearch node in a JVM of its own, for tests and measurements, started again whenever it dies. It listens on 127.0.0.1, and
 * asks nobody for a password.
 */
public final class OpenSearchProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final String MAIN = "org.postern.server.opensearch.node.SearchNode";
    private static final String MAIN_JAR = "postern-opensearch-node.jar";

    private final Path directory;
    private final int port;
    private final int transportPort;
    private final int heapMegabytes;
    private final boolean disposable;
    private final Libraries libraries = Libraries.of("opensearch");
    private final ClassArchive archive = new ClassArchive("opensearch", libraries);
    private final SupervisedProcess process;

    private OpenSearchProcess(Path directory, int heapMegabytes, boolean disposable, Consumer<String> notices) throws IOException {
        InetAddress host = InetAddress.getByName("127.0.0.1");
        this.directory = directory.toAbsolutePath().normalize();
        this.port = FreePorts.find(host, this.directory.hashCode());
        this.transportPort = FreePorts.find(host, this.directory.hashCode() + 1);
        this.heapMegabytes = heapMegabytes;
        this.disposable = disposable;
        writeLogConfiguration();
        this.process = new SupervisedProcess(new ProcessPlan("OpenSearch", this::command, this.directory,
            this.directory.resolve("console.log"), this.directory.resolve("opensearch.pid"), marker(),
            ReadyProbe.port(new InetSocketAddress(host, port)), START, STOP), notices);
    }

    /**
     * Starts a node and waits until it serves.
     *
     * @param directory     holds everything the node writes
     * @param heapMegabytes largest heap, at least 256
     * @param disposable    for tests: starts faster, and runs slower once it is warm
     * @throws ProcessStartException when it does not come up within 120 seconds
     */
    public static OpenSearchProcess start(Path directory, int heapMegabytes, boolean disposable)
            throws IOException, ProcessStartException, InterruptedException {
        OpenSearchProcess opensearch = new OpenSearchProcess(directory, heapMegabytes, disposable, notice -> { });
        opensearch.process.launch();
        opensearch.process.awaitReady();
        return opensearch;
    }

    /** Where its REST API is; stays the same over restarts. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The process number of the node that runs now. */
    public long pid() {
        return process.pid();
    }

    /** Waits until the node answers, such as after it was killed and is started again. */
    public void awaitReady() throws ProcessStartException, InterruptedException {
        process.awaitReady();
    }

    /** Stops the node within 30 seconds, after which it is killed. */
    @Override
    public void close() throws IOException {
        process.close();
        archive.publish();
    }

    private String marker() {
        return "path.home=" + directory;
    }

    private List<String> command() {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xms128m", "-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        if (disposable) {
            line.add("-XX:TieredStopAtLevel=1");
        }
        line.addAll(archive.flags());
        line.addAll(List.of("-Dlog4j2.configurationFile=" + logConfiguration().toUri(), "-Dlog4j.shutdownHookEnabled=false",
            "-Dlog4j2.disable.jmx=true", "-Djava.io.tmpdir=" + directory.resolve("tmp"),
            "-cp", libraries.classPath() + ":" + libraries.directory().resolve(MAIN_JAR), MAIN, marker(), "cluster.name=postern",
            "node.name=postern", "discovery.type=single-node", "network.host=127.0.0.1", "http.port=" + port,
            "transport.port=" + transportPort, "http.type=netty4", "transport.type=netty4",
            "cluster.routing.allocation.disk.threshold_enabled=false", "action.destructive_requires_name=true"));
        return line;
    }

    private Path logConfiguration() {
        return directory.resolve("log4j2.properties");
    }

    private void writeLogConfiguration() throws IOException {
        Files.createDirectories(directory.resolve("config"));
        Files.createDirectories(directory.resolve("tmp"));
        Files.writeString(logConfiguration(), String.join("\n", List.of("status = error", "appender.console.type = Console",
            "appender.console.name = console", "appender.console.layout.type = PatternLayout",
            "appender.console.layout.pattern = %d{ISO8601} %-5p %c{1.} %m%n", "rootLogger.level = warn",
            "rootLogger.appenderRef.console.ref = console", "")));
    }
}
