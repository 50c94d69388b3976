// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.launch;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the project lies whose {@code ./run} is tested.
 */
public final class Checkout {

    private Checkout() {
    }

    /** The directory of {@code ./run}; tests may be started from it or from a module of it. */
    public static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isExecutable(here.resolve("run"))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException("there is no ./run here or above " + Path.of("").toAbsolutePath());
        }
        if (!Files.exists(here.resolve("extension/target")) || !Files.exists(here.resolve("server/target/lib"))) {
            throw new IllegalStateException("the server is not built: run these tests by ./test or 'mvn verify', which package it first");
        }
        return here;
    }
}
