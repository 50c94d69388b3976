// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.time.Instant;
import java.util.Optional;

/**
 * What an engine tells of itself. Engines differ in what they tell; what is not told stays empty and is not guessed.
 *
 * @param program      name and version of the program
 * @param signatures   the engine's name for its set of signatures; a result holds for that set only
 * @param signaturesAt when that set was made
 */
public record EngineVersion(String program, Optional<String> signatures, Optional<Instant> signaturesAt) {

    /** An engine that tells only what it is. */
    public static EngineVersion of(String program) {
        return new EngineVersion(program, Optional.empty(), Optional.empty());
    }
}
