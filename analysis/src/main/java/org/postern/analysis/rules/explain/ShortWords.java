// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.explain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.BoundAction;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.evaluation.UnsettledPolicy;

/**
 * A decision in a line, for a header field: without recipients, because all who get the same message read it, and without the rule set,
 * because it is written for every message.
 */
public final class ShortWords {
    /** Most characters of a line. */
    public static final int LONGEST = 400;

    private ShortWords() {
    }

    /** One line for recipients who get the same message; at most {@link #LONGEST} characters. */
    public static String of(Facts facts, List<Disposition> group) {
        Set<String> outcomes = new LinkedHashSet<>();
        Set<String> deeds = new LinkedHashSet<>();
        for (Disposition one : group) {
            outcomes.add(outcome(one));
            for (BoundAction bound : one.bound()) {
                deeds.add('"' + bound.rule() + "\" " + OutcomeWords.deed(bound, facts));
            }
        }
        String text = outcomes.stream().collect(Collectors.joining("; or ")) + ". "
            + deeds.stream().map(deed -> deed + ". ").collect(Collectors.joining());
        String plain = text.strip().replace('\u201c', '"').replace('\u201d', '"');
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 3) + "...";
    }

    private static String outcome(Disposition disposition) {
        String what = OutcomeWords.done(disposition.outcomeName());
        String done = Character.toUpperCase(what.charAt(0)) + what.substring(1);
        String last = disposition.rules().isEmpty() ? UnsettledPolicy.ACCEPT : disposition.rules().get(disposition.rules().size() - 1);
        return switch (last) {
            case UnsettledPolicy.ACCEPT -> done + ", because no rule decided otherwise";
            case UnsettledPolicy.INFECTED -> done + ", because a virus was found in it";
            case UnsettledPolicy.UNSCANNED -> done + ", because its virus scan did not finish";
            default -> done + " by the rule \"" + last + '"';
        };
    }
}
