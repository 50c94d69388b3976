// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.config.ClamdConfiguration;
import org.postern.gateway.config.IcapConfiguration;
import org.postern.gateway.config.ScanCommandConfiguration;
import org.postern.gateway.scan.clamd.ClamdScanner;
import org.postern.gateway.scan.command.CommandScanner;

/** Each engine stopped, frozen and slowed down: the message is unscanned within the limit, never clean, and scanned when it is back. */
class EngineFailureTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    @TempDir
    static Path directory;
    private static RealClamd clamd;
    private static RealIcap icap;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(RealClamd.isInstalled(), "clamd is not installed (Debian: apt-get install clamav-daemon)");
        Assumptions.assumeTrue(RealIcap.isInstalled(), "c-icap is not installed (Debian: c-icap libc-icap-mod-virus-scan)");
        clamd = RealClamd.start(directory);
        icap = RealIcap.start(directory, clamd);
    }

    @AfterAll
    static void stop() {
        if (icap != null) {
            icap.close();
        }
        if (clamd != null) {
            clamd.close();
        }
    }

    private static MessageSource mail() {
        String text = "Subject: x " + System.nanoTime() + "\r\n\r\n" + "text ".repeat(2000);
        return MessageSource.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Beside an engine that always works, so that one alone decides. */
    private static VirusScan.Status scanned(VirusScanner engine) {
        VirusScanner sound = new VirusScanner() {
            @Override
            public String name() {
                return "sound";
            }

            @Override
            public EngineAnswer scan(MessageSource content, Duration limit) {
                return new EngineAnswer.Clean();
            }
        };
        try (VirusScanning scanning = new VirusScanning(List.of(sound, engine))) {
            long start = System.nanoTime();
            VirusScan.Status status = scanning.scan(mail(), LIMIT).scan().status();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.plusSeconds(4));
            return status;
        }
    }

    private static void comesBack(VirusScanner engine) {
        await().atMost(PATIENCE).until(() -> scanned(engine) == VirusScan.Status.CLEAN);
    }

    private static Optional<VirusScanner> engine(String name, int port) {
        ClamdConfiguration c = clamd.configuration();
        return switch (name) {
            case "clamd" -> Optional.of(new ClamdScanner(new ClamdConfiguration(true, "127.0.0.1", port, Optional.empty(),
                c.connectTimeout(), c.readTimeout(), c.maxSize(), c.sessions(), c.sessionIdle(), List.of())));
            case "clamd by unix socket" -> Optional.of(new ClamdScanner(clamd.overUnixSocket()));
            default -> Optional.of(RealIcap.scanner(URI.create("icap://127.0.0.1:" + port + "/avscan"), IcapConfiguration.Method.RESPMOD,
                false));
        };
    }

    private static int port(String name) {
        return name.startsWith("clamd") ? clamd.configuration().port() : icap.port();
    }

    private static void close(VirusScanner engine) throws Exception {
        if (engine instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clamd", "clamd by unix socket", "icap"})
    void frozenEngineShouldLeaveTheMessageUnscanned(String name) throws Exception {
        VirusScanner engine = engine(name, port(name)).orElseThrow();
        assertThat(scanned(engine)).isEqualTo(VirusScan.Status.CLEAN);
        signal(name, "STOP");
        try {
            assertThat(scanned(engine)).isEqualTo(VirusScan.Status.UNKNOWN);
        } finally {
            signal(name, "CONT");
        }
        comesBack(engine);
        close(engine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clamd", "icap"})
    void stoppedEngineShouldLeaveTheMessageUnscanned(String name) throws Exception {
        Path own = Files.createDirectories(directory.resolve("stopped-" + name));
        RealClamd ownClamd = RealClamd.start(own);
        RealIcap ownIcap = RealIcap.start(own, ownClamd);
        VirusScanner engine = engine(name, name.equals("clamd") ? ownClamd.configuration().port() : ownIcap.port()).orElseThrow();
        try {
            assertThat(scanned(engine)).isEqualTo(VirusScan.Status.CLEAN);
        } finally {
            ownIcap.close();
            ownClamd.close();
        }
        await().atMost(PATIENCE).until(() -> scanned(engine) == VirusScan.Status.UNKNOWN);
        assertThat(scanned(engine)).isEqualTo(VirusScan.Status.UNKNOWN);
        close(engine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clamd", "icap"})
    void slowEngineShouldLeaveTheMessageUnscanned(String name) throws Exception {
        try (SlowProxy proxy = new SlowProxy(port(name))) {
            VirusScanner engine = engine(name, proxy.port()).orElseThrow();
            assertThat(scanned(engine)).isEqualTo(VirusScan.Status.CLEAN);
            proxy.slow = true;
            assertThat(scanned(engine)).isEqualTo(VirusScan.Status.UNKNOWN);
            proxy.slow = false;
            comesBack(engine);
            close(engine);
        }
    }

    @Test
    void commandThatIsGoneFrozenOrSlowShouldLeaveTheMessageUnscanned() throws Exception {
        Path program = directory.resolve("scan.sh");
        Function<String, VirusScan.Status> as = script -> {
            try {
                Files.writeString(program, "#!/bin/sh\n" + script + "\n");
                Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return scanned(new CommandScanner(new ScanCommandConfiguration(List.of(program.toString()), List.of(), PATIENCE, 4, 1_000_000,
                Pattern.compile("(.+)"), directory)));
        };
        assertThat(as.apply("exit 0")).isEqualTo(VirusScan.Status.CLEAN);
        assertThat(as.apply("kill -STOP $$; exit 0")).isEqualTo(VirusScan.Status.UNKNOWN);
        assertThat(as.apply("while true; do echo .; sleep 0.1; done")).isEqualTo(VirusScan.Status.UNKNOWN);
        assertThat(as.apply("exit 0")).isEqualTo(VirusScan.Status.CLEAN);
        Files.delete(program);
        assertThat(scanned(new CommandScanner(new ScanCommandConfiguration(List.of(program.toString()), List.of(), PATIENCE, 4, 1_000_000,
            Pattern.compile("(.+)"), directory)))).isEqualTo(VirusScan.Status.UNKNOWN);
    }

    private static void signal(String name, String signal) throws IOException, InterruptedException {
        if (name.startsWith("clamd")) {
            clamd.signal(signal);
        } else {
            icap.signal(signal);
        }
    }

    /** Hands bytes on; when it is slow, so few at a time that nothing ends within a limit though something always moves. */
    private static final class SlowProxy implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile boolean slow;

        SlowProxy(int target) throws IOException {
            daemon(() -> {
                while (true) {
                    Socket client = server.accept();
                    Socket behind = new Socket(InetAddress.getLoopbackAddress(), target);
                    daemon(() -> pump(client, behind));
                    daemon(() -> pump(behind, client));
                }
            });
        }

        int port() {
            return server.getLocalPort();
        }

        private void pump(Socket from, Socket to) throws IOException, InterruptedException {
            try (from; to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[4096];
                for (int length = in.read(buffer, 0, 1); length > 0; length = in.read(buffer, 0, slow ? 1 : buffer.length)) {
                    if (slow) {
                        closed.await(50, TimeUnit.MILLISECONDS);
                    }
                    out.write(buffer, 0, length);
                }
            }
        }

        @FunctionalInterface
        private interface Work {
            void run() throws IOException, InterruptedException;
        }

        private static void daemon(Work work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (IOException | InterruptedException e) {
                    // Either side has ended, as every connection does.
                    return;
                }
            }, "slow-proxy");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            closed.countDown();
            server.close();
        }
    }
}
