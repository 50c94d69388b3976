// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One step of the schema's history, read from a file beside this class. A step may be run again from its beginning after a crash,
 * so its statements say IF NOT EXISTS; and it only adds, so that nodes of the version before keep working during an update.
 *
 * @param version    of this step, 1 or more; never used for another
 * @param statements in the order in which they are run
 */
public record Migration(int version, List<String> statements) {

    public Migration {
        statements = List.copyOf(statements);
    }

    /** Reads a step; lines that begin with two dashes are remarks and statements end with a semicolon. */
    static Migration read(int version, String file) {
        try (InputStream in = Migration.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the schema file " + file + " is missing from the bundle");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.startsWith("--"))
                .collect(Collectors.joining("\n"));
            return new Migration(version, Arrays.stream(text.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the schema file " + file, e);
        }
    }
}
