// SPDX-License-Identifier: Apache-2.0
package org.postern.server.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts a child out of reach of the terminal's Ctrl-C, which goes to every process of the foreground group: the database must
 * outlive the mail server that is still writing to it.
 */
final class OwnSession {
    private static final Optional<Path> SETSID = Stream.of("/usr/bin/setsid", "/bin/setsid")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();

    private OwnSession() {
    }

    /** The command, in a session of its own where the system can do that (Linux can; elsewhere the command as it is). */
    static List<String> wrap(List<String> command) {
        List<String> wrapped = new ArrayList<>();
        SETSID.ifPresent(setsid -> wrapped.add(setsid.toString()));
        wrapped.addAll(command);
        return wrapped;
    }
}
