// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.List;

/**
 * Why one rule did or did not apply.
 *
 * @param rule       rule name
 * @param recipients the recipients it was bound to, empty when it did not match
 * @param reason     for people: which condition matched, or the first that did not
 */
public record RuleExplanation(String rule, List<String> recipients, String reason) {
    public RuleExplanation {
        recipients = List.copyOf(recipients);
    }
}
