// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import java.util.List;
import java.util.Optional;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.rules.RuleExplanation;

/**
 * What happens where no rule decides. A clean message is accepted; an infected or unscanned one goes to quarantine, since silence of
 * the rules is no decision to deliver it. A rule that accepts decides about infected mail too, but about unscanned mail only when its
 * what slot names an object with the condition {@code unscanned}: whoever wrote it counted on a scan that did not happen.
 */
public final class UnsettledPolicy {
    /** Name under which mail is delivered that no rule settled. */
    public static final String ACCEPT = "default-accept";
    /** Name under which infected mail is quarantined that no rule settled. */
    public static final String INFECTED = "default-quarantine-virus";
    /** Name under which unscanned mail is quarantined that no rule settled. */
    public static final String UNSCANNED = "default-quarantine-unscanned";

    private UnsettledPolicy() {
    }

    static Optional<RuleExplanation> apply(Facts facts, List<RecipientState> states) {
        List<RecipientState> open = states.stream().filter(state -> !state.settled()).toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        VirusScan.Status status = facts.virus().status();
        String name = status == VirusScan.Status.INFECTED ? INFECTED : status == VirusScan.Status.UNKNOWN ? UNSCANNED : ACCEPT;
        Action action = switch (status) {
            case INFECTED -> new Action.Quarantine(QuarantineKind.VIRUS);
            case UNKNOWN -> new Action.Quarantine(QuarantineKind.UNSCANNED);
            case CLEAN, DISABLED -> new Action.Accept();
        };
        open.forEach(state -> state.settle(name, action));
        return Optional.of(new RuleExplanation(name, open.stream().map(RecipientState::recipient).toList(), "no rule settled it"));
    }

    static boolean withholds(CompiledRule rule, Facts facts) {
        return facts.virus().status() == VirusScan.Status.UNKNOWN
            && rule.settling().filter(Action.Accept.class::isInstance).isPresent()
            && !rule.decidesOnUnscanned();
    }
}
