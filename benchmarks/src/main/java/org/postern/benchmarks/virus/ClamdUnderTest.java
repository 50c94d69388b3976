// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.virus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.postern.gateway.config.ClamdConfiguration;
import org.postern.gateway.scan.clamd.ClamdScanner;

/**
 * A clamd of the measurement's own with one signature: what is measured is the way to it and its own work on mail, not the size of a
 * database.
 */
final class ClamdUnderTest implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/clamd");
    private static final Duration START = Duration.ofSeconds(30);
    private static final int MOST = 100 * 1024 * 1024;

    private final Path directory;
    private final int port;
    private final Process process;

    ClamdUnderTest(int threads) throws IOException {
        directory = Files.createTempDirectory("postern-bench-clamd-");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path signatures = Files.createDirectories(directory.resolve("signatures"));
        Files.writeString(signatures.resolve("own.ndb"),
            "Bench.Marker:0:*:" + HexFormat.of().formatHex("a marker that no message has".getBytes(StandardCharsets.US_ASCII)) + "\n");
        Path file = directory.resolve("clamd.conf");
        Files.write(file, List.of("DatabaseDirectory " + signatures, "TemporaryDirectory " + directory, "TCPSocket " + port,
            "TCPAddr 127.0.0.1", "LocalSocket " + socket(), "Foreground yes", "User " + System.getProperty("user.name"),
            "MaxThreads " + threads, "MaxQueue 200", "StreamMaxLength 64M", "AlertExceedsMax yes", "AlertEncrypted yes", "SelfCheck 0"));
        process = new ProcessBuilder(PROGRAM.toString(), "--config-file=" + file).redirectErrorStream(true)
            .redirectOutput(directory.resolve("clamd.log").toFile()).start();
        awaitReady();
    }

    ClamdConfiguration overTcp(int sessions) {
        return configuration(Optional.empty(), sessions);
    }

    ClamdConfiguration overUnixSocket(int sessions) {
        return configuration(Optional.of(socket().toString()), sessions);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try (Stream<Path> files = Files.walk(directory)) {
            process.waitFor();
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path socket() {
        return directory.resolve("clamd.sock");
    }

    private ClamdConfiguration configuration(Optional<String> socket, int sessions) {
        return new ClamdConfiguration(true, "127.0.0.1", port, socket, Duration.ofSeconds(5), START, MOST, sessions,
            Duration.ofSeconds(4), List.of());
    }

    private void awaitReady() throws IOException {
        long end = System.nanoTime() + START.toNanos();
        try (ClamdScanner scanner = new ClamdScanner(overTcp(0))) {
            while (!scanner.ping(Duration.ofSeconds(1))) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new IOException("clamd does not start: " + Files.readString(directory.resolve("clamd.log")));
                }
                Thread.onSpinWait();
            }
        }
    }
}
