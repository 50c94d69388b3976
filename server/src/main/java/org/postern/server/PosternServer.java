// SPDX-License-Identifier: Apache-2.0
package org.postern.server;

import java.io.PrintStream;
import java.util.Arrays;

import org.postern.server.config.RunOptions;
import org.postern.server.config.UsageException;
import org.postern.server.launch.Launcher;

/**
 * The program behind {@code ./run}: a whole mail gateway in one JVM and its two child processes.
 */
public final class PosternServer {
    private static final int USAGE = 2;
    private static final int FAILED = 1;

    private PosternServer() {
    }

    public static void main(String[] arguments) {
        PrintStream err = System.err;
        int status;
        try {
            RunOptions options = RunOptions.parse(Arrays.asList(arguments), System.getenv());
            status = new Launcher(options, System.out).run();
        } catch (UsageException wrong) {
            err.println("postern: " + wrong.getMessage());
            status = USAGE;
        } catch (Exception failed) {
            err.println("postern: " + failed.getMessage());
            status = FAILED;
        }
        System.exit(status);
    }
}
