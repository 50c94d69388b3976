// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.List;

/**
 * The answer of all virus engines together.
 *
 * @param status   {@link Status#INFECTED} when any engine found malware, whatever the others did; {@link Status#UNKNOWN} when none did
 *                 and at least one engine did not finish; {@link Status#CLEAN} only when every engine finished
 * @param findings what was found, heuristics included
 */
public record VirusScan(Status status, List<VirusFinding> findings) {
    public VirusScan {
        findings = List.copyOf(findings);
    }

    /** How the scan ended. A scan that was switched off by the administrator is told apart from one that failed. */
    public enum Status {
        CLEAN,
        INFECTED,
        UNKNOWN,
        DISABLED
    }

    public static VirusScan clean() {
        return new VirusScan(Status.CLEAN, List.of());
    }

    public static VirusScan unknown() {
        return new VirusScan(Status.UNKNOWN, List.of());
    }

    public static VirusScan disabled() {
        return new VirusScan(Status.DISABLED, List.of());
    }

    /** Whether an engine named malware; heuristic names alone do not count. */
    public boolean infected() {
        return status == Status.INFECTED;
    }
}
