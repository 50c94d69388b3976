// SPDX-License-Identifier: Apache-2.0
package org.postern.server.launch;

import java.nio.file.Path;

import org.apache.james.ExtraProperties;
import org.apache.james.GuiceJamesServer;
import org.postern.server.james.JamesAssembly;

/**
 * James while it runs.
 */
final class JamesRun implements AutoCloseable {
    private final GuiceJamesServer server;

    private JamesRun(GuiceJamesServer server) {
        this.server = server;
    }

    static JamesRun start(Path workingDirectory) throws Exception {
        ExtraProperties.initialize();
        GuiceJamesServer server = JamesAssembly.in(workingDirectory);
        try {
            server.start();
        } catch (Throwable failed) {
            server.stop();
            throw new StartFailure(workingDirectory.resolve("logs"), failed);
        }
        return new JamesRun(server);
    }

    @Override
    public void close() {
        server.stop();
    }
}
