// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

/**
 * What one engine found.
 *
 * @param engine name of the engine as configured, such as {@code clamav}
 * @param name   the engine's name for it
 */
public record VirusFinding(String engine, String name) {
    private static final String HEURISTIC_PREFIX = "Heuristics.";

    /** Whether the name tells a suspicion (encrypted archive, phishing form) rather than known malware. */
    public boolean heuristic() {
        return name.startsWith(HEURISTIC_PREFIX);
    }
}
