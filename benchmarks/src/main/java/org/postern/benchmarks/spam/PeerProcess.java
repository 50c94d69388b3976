// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.postern.benchmarks.ProcessCpu;

/** A server of another product on a free port of this machine, with the CPU time of all its processes. */
final class PeerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 200;

    private final Process process;
    private final int port;

    private PeerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static PeerProcess start(Path log, int port, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        PeerProcess peer = new PeerProcess(process, port);
        long end = System.nanoTime() + START.toNanos();
        while (!peer.listens()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroy();
                throw new IOException(command.get(0) + " does not start, see " + log);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return peer;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Milliseconds that the process and all below it have used. */
    long cpuMillis() throws IOException {
        long sum = 0;
        for (ProcessHandle each : Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
            sum += ProcessCpu.millis(each.pid());
        }
        return sum;
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), (int) PAUSE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> below = process.descendants().toList();
        process.destroy();
        process.waitFor();
        below.forEach(ProcessHandle::destroy);
    }
}
