// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.update;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.postern.gateway.scan.clamd.ClamdScanner;
import org.postern.gateway.scan.command.ProgramRun;
import org.postern.gateway.scan.wire.TimeLeft;

/**
 * Runs the configured command, freshclam most often, and makes clamd read its signatures again. Where something else fetches them, clamd
 * is only told to read.
 */
public final class ClamdUpdate implements SignatureUpdate {
    private static final Duration FETCH = Duration.ofMinutes(15);
    private static final Duration RELOAD = Duration.ofSeconds(10);

    private final List<String> command;
    private final ClamdScanner clamd;

    /**
     * Makes the update.
     *
     * @param command program and arguments; empty when there is nothing to run
     */
    public ClamdUpdate(List<String> command, ClamdScanner clamd) {
        this.command = List.copyOf(command);
        this.clamd = clamd;
    }

    @Override
    public String run() throws IOException, InterruptedException {
        String said = "nothing is configured that fetches signatures";
        if (!command.isEmpty()) {
            ProgramRun.Outcome outcome = ProgramRun.run(command, Path.of("/"), TimeLeft.of(FETCH));
            if (outcome.status() != 0) {
                throw new IOException(command.get(0) + " ended with status " + outcome.status() + ": " + outcome.saying());
            }
            said = command.get(0) + ": " + outcome.saying();
        }
        clamd.reload(RELOAD);
        return said + "; clamd reads its signatures again";
    }
}
