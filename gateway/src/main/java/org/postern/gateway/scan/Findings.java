// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.util.List;

/**
 * Makes an answer of the names an engine gave. A scan that one of the engine's own limits cut short is named like a finding by ClamAV,
 * but has not shown the rest to be clean.
 */
public final class Findings {
    private static final String LIMIT = "Heuristics.Limits.Exceeded";

    private Findings() {
    }

    /**
     * The answer for these names.
     *
     * @param where which engine, for people
     * @param names at least one
     */
    public static EngineAnswer answer(String where, List<String> names) {
        List<String> findings = names.stream().filter(name -> !name.startsWith(LIMIT)).toList();
        return findings.isEmpty()
            ? EngineAnswer.Unknown.forGood(where + " did not look at everything: " + String.join(", ", names))
            : new EngineAnswer.Found(findings);
    }
}
