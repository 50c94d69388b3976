// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.dialogue;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.postern.integration.launch.Ports;

/**
 * A real name server, unbound, that knows what {@code names.conf} beside the dialogues says and asks nobody else: what is not there does
 * not exist. Each client of the dialogues has a name of its own that leads back to it.
 */
final class NameServer implements AutoCloseable {
    private static final int CLIENTS = 512;

    private final Process process;
    private final Path log;
    private final int port;

    private NameServer(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    static NameServer start() throws IOException {
        Path directory = Files.createTempDirectory("postern-names");
        int port = freePort();
        Path log = directory.resolve("log");
        Path configuration = Files.writeString(directory.resolve("unbound.conf"), """
            server:
              interface: 127.0.0.1@PORT
              do-ip6: no
              chroot: ""
              username: ""
              directory: "DIRECTORY"
              pidfile: ""
              use-syslog: no
              verbosity: 1
              module-config: "iterator"
              do-not-query-localhost: no
              access-control: 127.0.0.0/8 allow
              local-zone: "." static
              local-data: ". 60 IN SOA localhost. root.localhost. 1 60 60 60 60"
            """.replace("PORT", "" + port).replace("DIRECTORY", directory.toString())
            + names() + clients() + "remote-control:\n  control-enable: no\n");
        Process process = new ProcessBuilder("/usr/sbin/unbound", "-d", "-c", configuration.toString())
            .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        NameServer server = new NameServer(process, log, port);
        Awaitility.await("unbound").atMost(Duration.ofSeconds(60)).until(server::isReady);
        return server;
    }

    /** As {@code dns.servers} takes it. */
    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (var files = Files.list(log.getParent())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(log.getParent());
    }

    private boolean isReady() throws IOException {
        String said = Files.readString(log);
        if (!process.isAlive()) {
            throw new IllegalStateException("unbound has ended:\n" + said);
        }
        return said.contains("start of service");
    }

    private static String names() throws IOException {
        try (InputStream in = NameServer.class.getResourceAsStream("/dialogues/names.conf")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String clients() {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < CLIENTS; i++) {
            String address = "198." + (18 + i / 256) + "." + i % 256 + ".7";
            data.append("  local-data: \"c").append(i).append(".clients.example. A ").append(address).append("\"\n")
                .append("  local-data-ptr: \"").append(address).append(" c").append(i).append(".clients.example\"\n");
        }
        return data.toString();
    }

    /** A port that is free for both TCP and UDP. */
    private static int freePort() throws IOException {
        int port = Ports.one();
        try (DatagramSocket udp = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            return udp.getLocalPort();
        }
    }
}
