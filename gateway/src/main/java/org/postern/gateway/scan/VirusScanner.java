// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.time.Duration;

import org.postern.analysis.message.MessageSource;

/**
 * One virus engine. Implementations are safe for use by many threads.
 */
public interface VirusScanner {

    /** Name of the engine in findings, settings and metrics, such as {@code clamav}. */
    String name();

    /**
     * Scans the bytes. Never throws and never takes longer than the limit: a failure of any sort is
     * {@link EngineAnswer.Unknown}.
     */
    EngineAnswer scan(MessageSource message, Duration limit);
}
