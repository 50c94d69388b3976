// SPDX-License-Identifier: Apache-2.0
package org.postern.server.launch;

import java.io.PrintStream;

import org.postern.server.config.RunOptions;

/**
 * Something to do once the server runs, such as the demonstration. Found by {@link java.util.ServiceLoader}, so that the launcher
 * need not know it.
 */
public interface AfterStart {

    /** True when the options ask for this. */
    boolean isWanted(RunOptions options);

    /**
     * Called before anything is started.
     *
     * @return the options as this task needs them
     */
    default RunOptions prepare(RunOptions options, PrintStream out) throws Exception {
        return options;
    }

    /**
     * Does it, while the server goes on running.
     *
     * @param out for the operator
     * @return exit status for {@code --exit}: 0 when all went as it must
     */
    int run(RunOptions options, PrintStream out) throws Exception;
}
