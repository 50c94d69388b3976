// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.impersonation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.postern.analysis.facts.SenderFacts;
import org.postern.analysis.facts.SenderReputation;
import org.postern.analysis.spam.eval.EvalFunction;
import org.postern.analysis.spam.eval.EvalOutcome;
import org.postern.analysis.spam.eval.EvalPlugin;

/** Tests of what is known of a sender from earlier mail. They need the finding {@link SenderFacts}. */
public final class EarlierMailEvals {
    private static final String NAME = "Org::Postern::Senders";

    private EarlierMailEvals() {
    }

    /** All of them. */
    public static List<EvalPlugin> plugins() {
        return List.of(new EvalPlugin(NAME, Set.of(), Set.of(), Map.of(
            "check_first_contact", known(facts -> facts.firstContact().isEmpty() ? Optional.empty()
                : Optional.of(String.join(", ", facts.firstContact()))),
            "check_known_name", known(facts -> Optional.of(facts.namesake()).filter(text -> !text.isEmpty())),
            "check_partner_lookalike", known(facts -> Optional.of(facts.partner()).filter(text -> !text.isEmpty())),
            "check_reputation", call -> {
                String kind = call.argument(0, "domain");
                double least = number(call.argument(1, "0.8"));
                double most = number(call.argument(2, "1"));
                double weight = number(call.argument(3, "5"));
                return known(facts -> facts.reputation().stream().filter(each -> each.kind().equals(kind) && each.weight() >= weight
                    && each.badShare() >= least && each.badShare() <= most).findFirst().map(EarlierMailEvals::words)).prepare(call);
            })));
    }

    private static EvalFunction known(Function<SenderFacts, Optional<String>> test) {
        return call -> context -> {
            Optional<SenderFacts> found = context.finding(SenderFacts.class);
            if (found.isPresent() && !found.get().known()) {
                return EvalOutcome.unknown("the memory of earlier mail did not answer");
            }
            return found.flatMap(test).map(EvalOutcome::hit).orElseGet(EvalOutcome::miss);
        };
    }

    private static String words(SenderReputation reputation) {
        return String.format(Locale.ROOT, "%s: %.0f of 100 messages were bad", reputation.subject(), 100 * reputation.badShare());
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }
}
