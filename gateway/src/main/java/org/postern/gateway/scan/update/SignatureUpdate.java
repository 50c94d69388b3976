// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.update;

import java.io.IOException;

/**
 * Brings an engine newer signatures.
 */
@FunctionalInterface
public interface SignatureUpdate {

    /**
     * Fetches and loads what is newer; may take minutes.
     *
     * @return what was done, for people
     * @throws IOException when it failed; the engine goes on with what it had
     */
    String run() throws IOException, InterruptedException;
}
