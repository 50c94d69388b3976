// SPDX-License-Identifier: Apache-2.0
package org.postern.server.cassandra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import org.postern.server.process.ClassArchive;
import org.postern.server.process.FreePorts;
import org.postern.server.process.Libraries;
import org.postern.server.process.ProcessPlan;
import org.postern.server.process.ProcessStartException;
import org.postern.server.process.ReadyProbe;
import org.postern.server.process.SupervisedProcess;

/**
 * A private Cassandra node in a JVM of its own, started again whenever it dies. It knows nothing of James, so that the tests of any
 * module can use it.
 *
 * <pre>{@code
 * try (CassandraProcess cassandra = CassandraProcess.builder(directory).disposable().start()) {
 *     CqlSession.builder().addContactPoint(cassandra.contactPoint()).withLocalDatacenter("datacenter1").build();
 * }
 * }</pre>
 */
public final class CassandraProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final CassandraSettings settings;
    private final ClassArchive archive;
    private final Consumer<String> notices;
    private final SupervisedProcess process;

    private CassandraProcess(CassandraSettings settings, Consumer<String> notices) throws IOException {
        this.settings = settings;
        this.archive = new ClassArchive("cassandra", settings.libraries());
        this.notices = notices;
        new CassandraFiles(settings).write();
        CassandraCommand command = new CassandraCommand(settings, archive);
        this.process = new SupervisedProcess(new ProcessPlan("Cassandra", command::line, settings.directory(),
            settings.directory().resolve("console.log"), settings.directory().resolve("cassandra.pid"), command.marker(),
            ReadyProbe.port(settings.contactPoint()), START, STOP), notices);
    }

    /** Begins the description of a node that keeps everything it writes in the given directory. */
    public static Builder builder(Path directory) {
        return new Builder(directory);
    }

    /** Where clients connect; stays the same over restarts. The data centre is {@code datacenter1}. */
    public InetSocketAddress contactPoint() {
        return settings.contactPoint();
    }

    /** The process number of the node that runs now. */
    public long pid() {
        return process.pid();
    }

    /** How often the node has died and been started again. */
    public int restarts() {
        return process.restarts();
    }

    /** True when the node lives and its CQL port answers. */
    public boolean isReady() {
        return process.isReady();
    }

    /**
     * Waits until the CQL port answers.
     *
     * @throws ProcessStartException with the node's last output when it does not come up within 120 seconds
     */
    public void awaitReady() throws ProcessStartException, InterruptedException {
        process.awaitReady();
    }

    /** Stops the node within 30 seconds, after which it is killed. */
    @Override
    public void close() {
        process.close();
        try {
            archive.publish();
        } catch (IOException notKept) {
            notices.accept("Cassandra's class archive is not kept, the next start is slower: " + notKept.getMessage());
        }
    }

    /**
     * Describes a node. Without further words it is one on 127.0.0.1 with ports of its own choice that never loses a write it answered.
     */
    public static final class Builder {
        private final Path directory;
        private String address = "127.0.0.1";
        private int port;
        private int storagePort;
        private int heapMegabytes = 512;
        private boolean disposable;
        private Optional<Path> libraries = Optional.empty();
        private Consumer<String> notices = notice -> { };

        private Builder(Path directory) {
            this.directory = directory.toAbsolutePath().normalize();
        }

        /** Address to listen on. On Linux all of 127.0.0.0/8 is there, which lets several nodes keep apart. */
        public Builder address(String newAddress) {
            this.address = newAddress;
            return this;
        }

        /** CQL port, 1 to 65535; 0, the default, takes a free one. */
        public Builder port(int newPort) {
            this.port = newPort;
            return this;
        }

        /** Port for other nodes, 1 to 65535; 0, the default, takes a free one. */
        public Builder storagePort(int newPort) {
            this.storagePort = newPort;
            return this;
        }

        /** Largest heap, at least 192. */
        public Builder heapMegabytes(int megabytes) {
            this.heapMegabytes = megabytes;
            return this;
        }

        /** For tests: quicker, at the price of the data when the machine (not just the node) goes down. */
        public Builder disposable() {
            this.disposable = true;
            return this;
        }

        /** Directory of Cassandra's jars, otherwise looked for. */
        public Builder libraries(Path newDirectory) {
            this.libraries = Optional.of(newDirectory);
            return this;
        }

        /** Is told, in one line each, when the node dies and returns. */
        public Builder notices(Consumer<String> newNotices) {
            this.notices = newNotices;
            return this;
        }

        /**
         * Starts the node without waiting until it serves.
         *
         * @throws ProcessStartException when it cannot be run
         */
        public CassandraProcess launch() throws IOException, ProcessStartException {
            CassandraProcess cassandra = new CassandraProcess(settings(), notices);
            cassandra.process.launch();
            return cassandra;
        }

        /**
         * Starts the node and waits until it serves.
         *
         * @throws ProcessStartException when it does not come up
         */
        public CassandraProcess start() throws IOException, ProcessStartException, InterruptedException {
            CassandraProcess cassandra = launch();
            cassandra.awaitReady();
            return cassandra;
        }

        private CassandraSettings settings() throws UnknownHostException {
            InetAddress host = InetAddress.getByName(address);
            int seed = directory.hashCode();
            int cql = port == 0 ? FreePorts.find(host, seed) : port;
            int storage = storagePort == 0 ? FreePorts.find(host, seed + 1) : storagePort;
            return new CassandraSettings(directory, address, cql, storage, heapMegabytes, disposable,
                libraries.map(Libraries::new).orElseGet(() -> Libraries.of("cassandra")));
        }
    }
}
