// SPDX-License-Identifier: Apache-2.0
package org.postern.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.postern.server.process.FreePorts;

/**
 * The program as its own process, as {@code ./run} starts it, so that it can be killed.
 */
final class ServerUnderTest implements AutoCloseable {
    private static final String[] BARE = {"smtpserver.xml", "mailetcontainer.xml", "webadmin.properties", "extensions.properties",
        "listeners.xml", "healthcheck.properties", "imapserver.xml"};

    final int smtpPort = port("smtp");
    final int trustedSmtpPort = port("trusted");
    final int imapPort = port("imap");
    final int httpPort = port("http");
    final Path data;
    private final Path home;
    private final Path output;
    private Process process;

    ServerUnderTest(Path directory) throws IOException {
        this.data = directory.resolve("data");
        this.home = directory.resolve("home");
        this.output = directory.resolve("output");
        Path conf = Files.createDirectories(home.resolve("james-conf").resolve("single"));
        try (Stream<Path> files = Files.list(repository().resolve("james-conf").resolve("single"))) {
            files.filter(Files::isRegularFile).forEach(file -> copy(file, conf));
        }
        for (String name : BARE) {
            Files.write(conf.resolve(name), ServerUnderTest.class.getResourceAsStream("/conf/" + name).readAllBytes());
        }
    }

    void start() throws IOException {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dpostern.home=" + home,
            "-Dpostern.cassandra.lib=" + repository().resolve("server/cassandra/target/lib"),
            "-cp", System.getProperty("java.class.path"), PosternServer.class.getName()));
        line.addAll(List.of("--data", data.toString(), "--clamd", "127.0.0.1:1",
            "--smtp-port", Integer.toString(smtpPort), "--trusted-smtp-port", Integer.toString(trustedSmtpPort),
            "--imap-port", Integer.toString(imapPort), "--http-port", Integer.toString(httpPort)));
        process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        Awaitility.await().atMost(Duration.ofSeconds(180)).pollInterval(Duration.ofMillis(100))
            .until(() -> output().contains("Postern runs") || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException(output());
        }
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    ProcessHandle cassandra() throws IOException {
        return ProcessHandle.of(cassandraPid()).orElseThrow();
    }

    /** The process number on file, whether or not that process still lives. */
    long cassandraPid() throws IOException {
        return Long.parseLong(Files.readString(data.resolve("cassandra").resolve("cassandra.pid")).trim());
    }

    /** As if the power of this one process had been cut: its children go on. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() throws Exception {
        if (process != null && process.isAlive()) {
            stop();
        }
        if (Files.exists(data.resolve("cassandra").resolve("cassandra.pid"))) {
            ProcessHandle.of(cassandraPid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static Path repository() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("james-conf")) ? here : here.getParent();
    }

    private static void copy(Path file, Path directory) {
        try {
            Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int port(String name) {
        return FreePorts.find(InetAddress.getLoopbackAddress(), (name + ProcessHandle.current().pid()).hashCode());
    }
}
