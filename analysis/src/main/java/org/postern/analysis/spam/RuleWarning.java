// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

/**
 * Something in a rule file that has no effect here, or not the one its author expects.
 *
 * @param file    name of the file
 * @param line    from 1
 * @param message what it is, for people
 */
public record RuleWarning(String file, int line, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
