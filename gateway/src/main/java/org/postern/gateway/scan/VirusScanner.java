// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.io.IOException;
import java.time.Duration;

import org.postern.analysis.message.MessageSource;

/**
 * One virus engine. Implementations are safe for use by many threads.
 */
public interface VirusScanner {

    /** Name of the engine in findings, settings and metrics, such as {@code clamav}; lower-case letters, digits and hyphens. */
    String name();

    /**
     * Scans the bytes of a message or of one part of it. Never throws and never takes longer than the limit: a failure of any sort is
     * {@link EngineAnswer.Unknown}.
     */
    EngineAnswer scan(MessageSource content, Duration limit);

    /**
     * Asks the engine for its version and that of its signatures.
     *
     * @param limit most time that may take
     * @throws IOException when there is no understandable answer in time
     */
    default EngineVersion version(Duration limit) throws IOException {
        return EngineVersion.of(name());
    }
}
