// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.List;

import org.postern.analysis.facts.Facts;

/**
 * What the macros of one action stand for.
 *
 * @param facts   of the message
 * @param targets the recipients the action is carried out for
 * @param rule    name of the rule the action belongs to
 * @param admin   mail address of the administrator
 * @param host     full name of this gateway's host
 * @param ruleInfo all rules that bound the message, as {@link RuleInfo} tells them
 * @param version  of this software
 */
public record MacroContext(Facts facts, List<String> targets, String rule, String admin, String host, String ruleInfo,
                           String version) {
    public MacroContext {
        targets = List.copyOf(targets);
    }

    /** A context that knows neither the other rules nor the version. */
    public MacroContext(Facts facts, List<String> targets, String rule, String admin, String host) {
        this(facts, targets, rule, admin, host, rule, "");
    }
}
