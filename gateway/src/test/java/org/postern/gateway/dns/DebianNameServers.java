// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's nsd with a zone file, and its unbound in front, which also refuses, denies and keeps silent by name. */
final class DebianNameServers implements Closeable {
    static final Path NSD = Path.of("/usr/sbin/nsd");
    static final Path UNBOUND = Path.of("/usr/sbin/unbound");

    private final Process nsd;
    private final Process unbound;
    private final InetSocketAddress address;

    /**
     * Starts both.
     *
     * @param folder for their files
     * @param zone   records of the zone {@code real.test} as a file holds them
     */
    DebianNameServers(Path folder, String zone) throws IOException {
        int zonePort = freePort();
        int port = freePort();
        Files.writeString(folder.resolve("real.test.zone"), "$ORIGIN real.test.\n$TTL 60\n@ IN SOA ns root 1 60 60 60 60\n@ IN NS ns\n"
            + "ns IN A 127.0.0.1\n" + zone);
        Files.writeString(folder.resolve("nsd.conf"), """
            server:
              ip-address: 127.0.0.1@%d
              do-ip6: no
              username: ""
              database: ""
              zonesdir: "%2$s"
              pidfile: "%2$s/nsd.pid"
              xfrdfile: "%2$s/xfrd.state"
              xfrdir: "%2$s"
              zonelistfile: "%2$s/zones"
              server-count: 1
            remote-control:
              control-enable: no
            zone:
              name: "real.test"
              zonefile: "real.test.zone"
            zone:
              name: "broken.test"
              zonefile: "there-is-none.zone"
            """.formatted(zonePort, folder));
        Files.writeString(folder.resolve("unbound.conf"), """
            server:
              interface: 127.0.0.1@%d
              do-ip6: no
              chroot: ""
              username: ""
              directory: "%s"
              pidfile: ""
              use-syslog: no
              module-config: "iterator"
              do-not-query-localhost: no
              local-zone: "." static
              local-data: ". 60 IN SOA ns.test. root.test. 1 60 60 60 60"
              local-zone: "real.test." transparent
              local-zone: "broken.test." transparent
              local-zone: "listed.test." redirect
              local-data: "listed.test. 60 IN A 127.0.0.2"
              local-zone: "refused.test." refuse
              local-zone: "silent.test." deny
            forward-zone:
              name: "real.test."
              forward-addr: 127.0.0.1@%3$d
            forward-zone:
              name: "broken.test."
              forward-addr: 127.0.0.1@%3$d
            """.formatted(port, folder, zonePort));
        nsd = started(folder, NSD.toString(), "-d", "-c", folder.resolve("nsd.conf").toString());
        unbound = started(folder, UNBOUND.toString(), "-d", "-p", "-c", folder.resolve("unbound.conf").toString());
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        for (Process process : new Process[] {unbound, nsd}) {
            process.destroy();
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Process started(Path folder, String... command) throws IOException {
        Path log = folder.resolve(Path.of(command[0]).getFileName() + ".log");
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
