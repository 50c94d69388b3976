// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.postern.benchmarks.ProcessCpu;

/**
 * A server started by {@code ./run} exactly as a user starts it, on a data directory of its own, stopped and removed at the end.
 */
public final class ServerUnderTest implements AutoCloseable {
    /** Long enough for the build that the first start makes. */
    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    private final Process process;
    private final Path log;
    private final int smtpPort;
    private final List<Long> pids;

    private ServerUnderTest(Process process, Path log, int smtpPort, List<Long> pids) {
        this.process = process;
        this.log = log;
        this.smtpPort = smtpPort;
        this.pids = pids;
    }

    /**
     * Starts the server and waits until its SMTP port greets.
     *
     * @param data      data directory; configuration files that stand in its {@code conf} already are left as they are
     * @param firstPort the first of five free ports
     * @param relay     port of the back end on this machine
     * @param domain    domain that is relayed to the back end
     */
    public static ServerUnderTest start(Path data, int firstPort, int relay, String domain) throws Exception {
        Path log = data.resolveSibling(data.getFileName() + ".log");
        Files.createDirectories(data);
        ProcessBuilder builder = new ProcessBuilder("./run", "--data", data.toString(), "--smtp-port", Integer.toString(firstPort),
            "--trusted-smtp-port", Integer.toString(firstPort + 1), "--imap-port", Integer.toString(firstPort + 2),
            "--http-port", Integer.toString(firstPort + 3), "--relay", "127.0.0.1:" + relay, "--relay-domains", domain,
            "--greylist-delay", "1s");
        builder.environment().put("POSTERN_ADMIN_PASSWORD", "bench-only-" + firstPort);
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!greets(firstPort)) {
            if (!process.isAlive() || Instant.now().isAfter(limit)) {
                process.destroy();
                throw new IllegalStateException("the server did not start; its output:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        List<Long> pids = new ArrayList<>(List.of(process.pid()));
        process.descendants().forEach(child -> pids.add(child.pid()));
        return new ServerUnderTest(process, log, firstPort, pids);
    }

    public int smtpPort() {
        return smtpPort;
    }

    /** CPU milliseconds used so far by the server and all it started: Cassandra and clamd. */
    long cpuMillis() throws IOException {
        long sum = 0;
        for (long pid : pids) {
            sum += ProcessCpu.millis(pid);
        }
        return sum;
    }

    private static boolean greets(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            socket.setSoTimeout(5000);
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
            return line != null && line.startsWith("220");
        } catch (IOException e) {
            return false;
        }
    }

    /** The end of what the server printed, for a failed measurement. */
    String output() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
