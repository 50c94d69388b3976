// SPDX-License-Identifier: Apache-2.0
package org.postern.server.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.postern.server.cassandra.CassandraProcess;
import org.postern.server.clamav.ClamdProcess;
import org.postern.server.config.HostPort;
import org.postern.server.config.Option;
import org.postern.server.config.RunOptions;
import org.postern.server.process.ProcessStartException;

/**
 * The child processes that James needs around it: Cassandra always, clamd unless another one is named or none is installed.
 */
final class Services implements AutoCloseable {
    private static final int CASSANDRA_HEAP_MEGABYTES = 768;
    private static final InetSocketAddress NO_CLAMD = InetSocketAddress.createUnresolved("127.0.0.1", 1);

    private final CassandraProcess cassandra;
    private final Optional<ClamdProcess> clamd;
    private final InetSocketAddress clamdAddress;

    private Services(CassandraProcess cassandra, Optional<ClamdProcess> clamd, InetSocketAddress clamdAddress) {
        this.cassandra = cassandra;
        this.clamd = clamd;
        this.clamdAddress = clamdAddress;
    }

    /** Starts them without waiting until they serve. */
    static Services launch(RunOptions options, Path data, PrintStream out) throws IOException, ProcessStartException {
        Path home = Files.createDirectories(data.resolve("cassandra"));
        CassandraProcess cassandra = CassandraProcess.builder(home).heapMegabytes(CASSANDRA_HEAP_MEGABYTES).notices(out::println).launch();
        try {
            if (options.clamd().isPresent()) {
                HostPort given = options.clamd().get();
                return new Services(cassandra, Optional.empty(), InetSocketAddress.createUnresolved(given.host(), given.port()));
            }
            Optional<Path> program = ClamdProcess.program();
            if (program.isEmpty()) {
                out.println("! No clamd is installed and none is named with " + Option.CLAMD.flag() + ": viruses cannot be scanned for.");
                out.println("! A message that was not scanned is never delivered as clean:"
                    + " it waits, and is quarantined as unscanned later.");
                return new Services(cassandra, Optional.empty(), NO_CLAMD);
            }
            ClamdProcess clamd = ClamdProcess.launch(Files.createDirectories(data.resolve("clamav")), program.get(), out::println);
            return new Services(cassandra, Optional.of(clamd), clamd.address());
        } catch (IOException | ProcessStartException failed) {
            cassandra.close();
            throw failed;
        }
    }

    /** Waits until all of them serve. */
    void awaitReady(PrintStream out) throws ProcessStartException, InterruptedException {
        cassandra.awaitReady();
        if (clamd.isPresent()) {
            clamd.get().awaitReady();
            if (!clamd.get().hasOfficialSignatures()) {
                out.println("! clamd has only test signatures yet; it finds real viruses once freshclam has fetched the database of the"
                    + " ClamAV project.");
            }
        }
    }

    InetSocketAddress cassandra() {
        return cassandra.contactPoint();
    }

    InetSocketAddress clamd() {
        return clamdAddress;
    }

    /** Program and arguments that fetch newer virus signatures; empty where that is not for us to do. */
    List<String> signatureUpdate() {
        return clamd.map(ClamdProcess::updateCommand).orElse(List.of());
    }

    /** Stops clamd, then Cassandra. James must have stopped before. */
    @Override
    public void close() {
        clamd.ifPresent(ClamdProcess::close);
        cassandra.close();
    }
}
