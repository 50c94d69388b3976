// SPDX-License-Identifier: Apache-2.0
package org.postern.server.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

import org.postern.server.config.AdminPassword;
import org.postern.server.config.ConfSync;
import org.postern.server.config.DataDirectory;
import org.postern.server.config.PortCheck;
import org.postern.server.config.RunOptions;
import org.postern.server.config.SigningKeys;
import org.postern.server.config.TlsCertificate;
import org.postern.server.config.UsageException;

/**
 * Brings the parts up in their order and down in the reverse one, whatever goes wrong between.
 */
public final class Launcher {
    private RunOptions options;
    private final PrintStream out;
    private final Instant begin = Instant.now();
    private final List<AfterStart> tasks;
    private final Shutdown shutdown = new Shutdown();

    /**
     * @param out for what the operator should read
     */
    public Launcher(RunOptions options, PrintStream out) {
        this.options = options;
        this.tasks = ServiceLoader.load(AfterStart.class).stream().map(ServiceLoader.Provider::get)
            .filter(task -> task.isWanted(options)).toList();
        this.out = out;
    }

    /**
     * Runs the server until it is told to stop.
     *
     * @return exit status
     * @throws UsageException when it cannot run the way it was asked to
     */
    public int run() throws Exception {
        DataDirectory data = DataDirectory.open(options.dataDirectory());
        PortCheck.check(options);
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::run, "shutdown"));
        shutdown.add("data directory", data);
        try {
            for (AfterStart task : tasks) {
                options = task.prepare(options, out);
            }
            start(data);
            int status = afterStart();
            return options.exit() ? status : shutdown.await();
        } finally {
            shutdown.run();
        }
    }

    private void start(DataDirectory data) throws Exception {
        boolean firstStart = data.isFirstStart();
        out.println("Starting Postern in " + data.root() + (firstStart ? " for the first time" : ""));
        AdminPassword passwords = new AdminPassword(data);
        Optional<String> password = passwords.initial(options.adminPassword());
        ConfigurationProperties properties = new ConfigurationProperties(options);
        properties.set(data.root(), password);
        deliver(data);
        Services services = Services.launch(options, data.root(), out);
        shutdown.add("Cassandra and clamd", services);
        properties.set(services.cassandra(), services.clamd(), services.signatureUpdate());
        new SigningKeys(data.conf()).createWhenMissing();
        new TlsCertificate(data.conf()).createWhenMissing();
        Files.createDirectories(data.root().resolve("var"));
        services.awaitReady(out);
        shutdown.add("James", JamesRun.start(data.root()));
        boolean showPassword = firstStart && options.adminPassword().isEmpty();
        new Banner(options, out).print(password.filter(made -> showPassword), passwords.file(),
            Duration.between(begin, Instant.now()).toSeconds());
    }

    /** Puts configuration and bundle in their places, and has the one looked at by the other while nothing runs that must be stopped. */
    private void deliver(DataDirectory data) throws IOException, ReflectiveOperationException, SettingsCheck.SettingsRefused {
        Installation installation = Installation.find();
        new ConfSync(installation.configuration(), data.conf()).run()
            .forEach(file -> out.println("! You have changed a file of which this version brings a new one; compare with "
                + data.conf().resolve(file)));
        Optional<Path> bundle = installation.deliverBundle(data.extensionJars());
        if (bundle.isPresent()) {
            SettingsCheck.run(bundle.get(), data.root());
        } else {
            out.println("! There is no Postern bundle in " + data.extensionJars() + ": mail is not filtered.");
        }
    }

    private int afterStart() throws Exception {
        int status = 0;
        for (AfterStart task : tasks) {
            status = Math.max(status, task.run(options, out));
        }
        return status;
    }
}
