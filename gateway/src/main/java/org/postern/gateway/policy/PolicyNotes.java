// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the checks of a session found, in words for a timeline: why something was let through is asked as often as why it was not. */
public final class PolicyNotes {

    private PolicyNotes() {
    }

    /** Facts by their names, and which check spared the message others. */
    public static Map<String, String> of(PolicySession session) {
        Map<String, String> notes = new LinkedHashMap<>();
        for (PolicyFinding finding : session.findings()) {
            if (finding.decision() instanceof PolicyDecision.Pass pass) {
                notes.putAll(pass.facts());
            } else if (finding.decision() instanceof PolicyDecision.ExemptFrom exemption) {
                notes.put("exempt." + finding.check().word(), exemption.reason());
            }
        }
        return notes;
    }
}
