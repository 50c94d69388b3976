// SPDX-License-Identifier: Apache-2.0
package org.postern.server.launch;

import java.nio.file.Path;

/**
 * James did not start; the message holds the innermost cause, which in a tower of Guice exceptions is the one that helps.
 */
final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    StartFailure(Path logs, Throwable cause) {
        super("James did not start: " + innermost(cause) + " (all of it is in " + logs + ")", cause);
    }

    private static Throwable innermost(Throwable error) {
        Throwable innermost = error;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        return innermost;
    }
}
