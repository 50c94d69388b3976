// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.awaitility.Awaitility;
import org.postern.gateway.config.ClamdConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.scan.clamd.ClamdScanner;

/**
 * A clamd of the test's own, with a signature directory of its own that knows EICAR and a pattern for heuristics. It listens on a free
 * port of the loopback address.
 */
public final class RealClamd implements AutoCloseable {
    /** In two halves, so that no scanner takes the source for the test file. */
    public static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD" + "-ANTIVIRUS-TEST-FILE!$H+H*";
    private static final Path PROGRAM = Path.of("/usr/sbin/clamd");

    private final Process process;
    private final ClamdConfiguration configuration;
    private final Path socket;
    private final Path signatures;

    private RealClamd(Process process, ClamdConfiguration configuration, Path socket, Path signatures) {
        this.process = process;
        this.configuration = configuration;
        this.socket = socket;
        this.signatures = signatures;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /** Starts clamd in a directory and waits until it answers. */
    public static RealClamd start(Path directory) throws IOException {
        int port = freePort();
        Path signatures = Files.createDirectories(directory.resolve("signatures"));
        Files.writeString(signatures.resolve("own.ndb"),
            "Test.Eicar:0:*:" + HexFormat.of().formatHex(EICAR.getBytes(StandardCharsets.US_ASCII)) + "\n");
        Path file = directory.resolve("clamd.conf");
        Path socket = directory.resolve("clamd.sock");
        Files.write(file, List.of("DatabaseDirectory " + signatures, "TemporaryDirectory " + directory, "TCPSocket " + port,
            "TCPAddr 127.0.0.1", "LocalSocket " + socket, "Foreground yes", "User " + System.getProperty("user.name"),
            "StreamMaxLength 2M", "AlertEncrypted yes", "AlertExceedsMax yes", "MaxRecursion 6", "ConcurrentDatabaseReload yes",
            "CommandReadTimeout 10", "ReadTimeout 10", "SelfCheck 0"));
        Process process = new ProcessBuilder(PROGRAM.toString(), "--config-file=" + file).redirectErrorStream(true)
            .redirectOutput(directory.resolve("clamd.log").toFile()).start();
        ClamdConfiguration defaults = PosternConfiguration.defaults().clamd();
        RealClamd clamd = new RealClamd(process, new ClamdConfiguration(true, "127.0.0.1", port, Optional.empty(),
            defaults.connectTimeout(), defaults.readTimeout(), defaults.maxSize(), defaults.sessions(), defaults.sessionIdle(),
            List.of()), socket, signatures);
        try (ClamdScanner scanner = new ClamdScanner(clamd.configuration)) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> scanner.ping(Duration.ofSeconds(1)));
        }
        return clamd;
    }

    public ClamdConfiguration configuration() {
        return configuration;
    }

    /** The same by its unix socket. */
    public ClamdConfiguration overUnixSocket() {
        return new ClamdConfiguration(true, "127.0.0.1", 1, Optional.of(socket.toString()), configuration.connectTimeout(),
            configuration.readTimeout(), configuration.maxSize(), configuration.sessions(), configuration.sessionIdle(), List.of());
    }

    /** Its unix socket. */
    public Path socket() {
        return socket;
    }

    /** The directory of its signatures. */
    public Path signatures() {
        return signatures;
    }

    /** Sends the process a signal, such as STOP or CONT. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
