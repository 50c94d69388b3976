// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Faults of form that were met while a message was taken apart, under the names that rules ask for them. */
final class MailFaults {
    private final Set<String> faults = new HashSet<>();
    private final Map<String, Integer> openBoundaries = new HashMap<>();

    void add(String fault) {
        faults.add(fault);
    }

    boolean has(String fault) {
        return faults.contains(fault);
    }

    void opened(String boundary) {
        openBoundaries.put(boundary, 1);
    }

    void closed(String boundary) {
        openBoundaries.merge(boundary, -1, Integer::sum);
    }

    boolean boundaryLeftOpen() {
        return openBoundaries.values().stream().anyMatch(count -> count != 0);
    }
}
