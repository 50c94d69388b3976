// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.postern.gateway.config.IcapConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.scan.icap.IcapScanner;

/**
 * A c-icap server of the test's own, whose antivirus service asks a clamd of the test's own by its unix socket.
 */
public final class RealIcap implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/c-icap");
    private static final List<Path> MODULES = List.of(Path.of("/usr/lib/x86_64-linux-gnu/c_icap"),
        Path.of("/usr/lib/aarch64-linux-gnu/c_icap"), Path.of("/usr/lib/c_icap"));

    private final Process process;
    private final int port;

    private RealIcap(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM) && modules().isPresent();
    }

    /** Starts c-icap in a directory and waits until it answers. */
    public static RealIcap start(Path directory, RealClamd clamd) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path file = directory.resolve("c-icap.conf");
        String user = System.getProperty("user.name");
        Path modules = modules().orElseThrow();
        Files.write(file, List.of("PidFile " + directory.resolve("c-icap.pid"), "CommandsSocket " + directory.resolve("c-icap.ctl"),
            "TmpDir " + directory, "ServerLog " + directory.resolve("server.log"), "AccessLog " + directory.resolve("access.log"),
            "Port 127.0.0.1:" + port, "StartServers 1", "MaxServers 2", "ThreadsPerChild 8", "User " + user, "Group " + user,
            "ModulesDir " + modules, "ServicesDir " + modules, "TemplateDir /usr/share/c_icap/templates/",
            "LoadMagicFile /etc/c-icap/c-icap.magic", "Service echo srv_echo.so", "Module common clamd_mod.so",
            "clamd_mod.ClamdSocket " + clamd.socket(), "Service antivirus_module virus_scan.so",
            "ServiceAlias avscan virus_scan?allow204=on&sizelimit=off&mode=simple",
            "virus_scan.ScanFileTypes TEXT DATA EXECUTABLE ARCHIVE GIF JPEG MSOFFICE", "virus_scan.DefaultEngine clamd",
            "virus_scan.PassOnError off"));
        Process process = new ProcessBuilder(PROGRAM.toString(), "-N", "-f", file.toString()).redirectErrorStream(true)
            .redirectOutput(directory.resolve("c-icap.log").toFile()).start();
        RealIcap icap = new RealIcap(process, port);
        try (IcapScanner scanner = icap.scanner("avscan", IcapConfiguration.Method.RESPMOD, false)) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() ->
                new EngineProbe(scanner).problem(Duration.ofSeconds(2)).isEmpty());
        }
        return icap;
    }

    /** An engine that asks one of its services. */
    public IcapScanner scanner(String service, IcapConfiguration.Method method, boolean preview) {
        return scanner(URI.create("icap://127.0.0.1:" + port + "/" + service), method, preview);
    }

    /** An engine that asks a service. */
    public static IcapScanner scanner(URI service, IcapConfiguration.Method method, boolean preview) {
        IcapConfiguration defaults = PosternConfiguration.defaults().icap();
        return new IcapScanner("icap", service, new IcapConfiguration(List.of(service), method, preview, defaults.connectTimeout(),
            defaults.readTimeout(), defaults.maxSize(), defaults.sessions(), defaults.sessionIdle(), defaults.threatHeaders()));
    }

    /** Sends all its processes a signal, such as STOP or CONT. */
    public void signal(String name) throws IOException, InterruptedException {
        for (ProcessHandle each : Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
            new ProcessBuilder("kill", "-" + name, String.valueOf(each.pid())).start().waitFor();
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static Optional<Path> modules() {
        return MODULES.stream().filter(directory -> Files.exists(directory.resolve("virus_scan.so"))).findFirst();
    }
}
