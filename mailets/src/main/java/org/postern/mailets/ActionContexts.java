// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.util.List;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.BoundAction;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.MacroContext;
import org.postern.analysis.rules.RuleInfo;

/**
 * What macros stand for in the texts of an action: its own rule and the recipients of that rule.
 *
 * @param admin   mail address of the administrator
 * @param host    full name of this host
 * @param version of this software
 */
public record ActionContexts(String admin, String host, String version) {

    /** Contexts that do not tell the version. */
    public ActionContexts(String admin, String host) {
        this(admin, host, "");
    }


    /** The context of an action. */
    public MacroContext of(Facts facts, BoundAction bound, List<Disposition> all) {
        List<String> targets = all.stream().filter(one -> one.rules().contains(bound.rule())).map(Disposition::recipient).toList();
        return new MacroContext(facts, targets, bound.rule(), admin, host, RuleInfo.of(all), version);
    }
}
