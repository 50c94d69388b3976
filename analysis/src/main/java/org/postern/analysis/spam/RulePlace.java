// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

/**
 * Where something stands.
 *
 * @param line from 1, 0 when it stands nowhere
 */
record RulePlace(String file, int line) {
    static final RulePlace NOWHERE = new RulePlace("", 0);

    RuleWarning warning(String message) {
        return new RuleWarning(file, line, message);
    }
}
