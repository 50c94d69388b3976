// SPDX-License-Identifier: Apache-2.0
package org.postern.server.clamav;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.postern.server.process.FreePorts;
import org.postern.server.process.ProcessPlan;
import org.postern.server.process.ProcessStartException;
import org.postern.server.process.SupervisedProcess;

/**
 * A private clamd with signatures of its own, so that neither the machine's clamd nor its absence changes what this server does.
 */
public final class ClamdProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final int MINUTES_BETWEEN_UPDATES = 240;
    private static final int SECONDS_BETWEEN_LOOKS = 30;

    private final InetSocketAddress address;
    private final ClamdCommands commands;
    private final OfficialSignatures official;
    private final List<String> updateCommand;
    private final SupervisedProcess process;
    private final Consumer<String> notices;
    private final ScheduledExecutorService updates;
    private final ScheduledExecutorService looks;

    private ClamdProcess(Path directory, Path program, InetSocketAddress address, Consumer<String> notices) throws IOException {
        this.address = address;
        this.notices = notices;
        this.commands = new ClamdCommands(address);
        ClamdConfiguration configuration = new ClamdConfiguration(directory, address);
        configuration.write();
        TestSignatures.write(configuration.signatures());
        this.official = new OfficialSignatures(directory, configuration.signatures());
        official.configure();
        official.link();
        this.updateCommand = official.command();
        String option = "--config-file=" + configuration.file();
        this.process = new SupervisedProcess(new ProcessPlan("clamd", () -> List.of(program.toString(), option), directory,
            directory.resolve("console.log"), directory.resolve("clamd.pid"), option, commands, START, STOP), notices);
        this.updates = timer("virus-signatures");
        this.looks = timer("virus-signatures-look");
    }

    private static ScheduledExecutorService timer(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The program, when it is installed. */
    public static Optional<Path> program() {
        return Executables.find("clamd");
    }

    /**
     * Starts clamd without waiting until it serves.
     *
     * @param directory holds all it writes
     * @param notices   is told, in one line each, what the operator should know
     */
    public static ClamdProcess launch(Path directory, Path program, Consumer<String> notices) throws IOException, ProcessStartException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        InetSocketAddress address = new InetSocketAddress(loopback, FreePorts.find(loopback, directory.hashCode() + 2));
        ClamdProcess clamd = new ClamdProcess(directory, program, address, notices);
        clamd.process.launch();
        return clamd;
    }

    /**
     * Waits until clamd answers, then fetches newer signatures in the background, now and every four hours, and looks every half minute
     * whether somebody else has fetched some: the machine's own freshclam, or an administrator.
     *
     * @throws ProcessStartException with its last output when it does not come up
     */
    public void awaitReady() throws ProcessStartException, InterruptedException {
        process.awaitReady();
        updates.scheduleWithFixedDelay(this::fetch, 0, MINUTES_BETWEEN_UPDATES, TimeUnit.MINUTES);
        looks.scheduleWithFixedDelay(this::load, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    public InetSocketAddress address() {
        return address;
    }

    /** Program and arguments that fetch newer signatures; empty where that is not for us to do. */
    public List<String> updateCommand() {
        return updateCommand;
    }

    /** False when only the test signatures are loaded. */
    public boolean hasOfficialSignatures() {
        return official.isPresent();
    }

    /** The process number of the clamd that runs now. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        updates.shutdownNow();
        looks.shutdownNow();
        process.close();
    }

    private void fetch() {
        try {
            official.fetch();
            load();
        } catch (IOException failed) {
            notices.accept("Virus signatures could not be updated: " + failed.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void load() {
        try {
            if (official.link()) {
                commands.reload();
                notices.accept("Virus signatures of the ClamAV project are loaded");
            }
        } catch (IOException failed) {
            notices.accept("Virus signatures could not be loaded: " + failed.getMessage());
        }
    }
}
