// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.Locale;

/** Names of actions as rule sets write them, which timelines, answers and statistics use as well. */
public final class ActionNames {
    private ActionNames() {
    }

    /** The name, with the kind of quarantine behind it. */
    public static String of(Action action) {
        if (action instanceof Action.Quarantine quarantine) {
            return "quarantine " + quarantine.kind().name().toLowerCase(Locale.ROOT);
        }
        return kind(action);
    }

    /** The name alone. */
    public static String kind(Action action) {
        String name = action.getClass().getSimpleName();
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
