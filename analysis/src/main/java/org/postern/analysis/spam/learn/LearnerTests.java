// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.postern.analysis.spam.eval.EvalCall;
import org.postern.analysis.spam.eval.EvalContext;
import org.postern.analysis.spam.eval.EvalOutcome;
import org.postern.analysis.spam.eval.EvalPlugin;
import org.postern.analysis.spam.eval.EvalTest;
import org.postern.analysis.spam.options.RuleOptions;

/**
 * The tests by which rules ask what was learned: {@code check_bayes} as in SpamAssassin, so that its BAYES_* rules fire, and
 * {@code check_learned} for all models together. A rule names the lower and the upper bound; the lower one is outside, unless it is 0.
 * Without a classification among the findings, when too little was learned, no such rule matches.
 */
public final class LearnerTests {
    private static final int TOKENS_SHOWN = 5;

    private LearnerTests() {
    }

    /** Both tests. */
    public static List<EvalPlugin> plugins() {
        return List.of(
            new EvalPlugin("Mail::SpamAssassin::Plugin::Bayes", Set.of("use_learner", "use_bayes", "use_bayes_rules"),
                Set.of(), Map.of("check_bayes", call -> range(call, Classification::bayes))),
            new EvalPlugin("Postern::Learner", Set.of(), Set.of(),
                Map.of("check_learned", call -> range(call, Classification::combined))));
    }

    private static EvalTest range(EvalCall call, Function<Classification, OptionalDouble> value) {
        double least = bound(call, 0);
        double most = call.argument(1).equals("undef") ? Double.MAX_VALUE : bound(call, 1);
        if (most < least) {
            throw new IllegalArgumentException("the second bound is below the first");
        }
        return context -> {
            if (switchedOff(context.options())) {
                return EvalOutcome.miss();
            }
            return context.finding(Classification.class)
                .filter(found -> value.apply(found).isPresent())
                .map(found -> outcome(context, found, value.apply(found).getAsDouble(), least, most))
                .orElseGet(EvalOutcome::miss);
        };
    }

    private static EvalOutcome outcome(EvalContext context, Classification found, double value, double least, double most) {
        context.spend(1);
        if (value > most || value <= least && least > 0) {
            return EvalOutcome.miss();
        }
        return EvalOutcome.hit(String.format(Locale.ROOT, "%.4f", value) + found.telling().stream().limit(TOKENS_SHOWN)
            .map(token -> String.format(Locale.ROOT, ", %s %.3f", token.token(), token.probability())).collect(Collectors.joining()));
    }

    private static double bound(EvalCall call, int place) {
        call.argument(place);
        double bound = call.number(place, 0);
        if (!(bound >= 0 && bound <= 1)) {
            throw new IllegalArgumentException("argument " + (place + 1) + " must be between 0 and 1");
        }
        return bound;
    }

    private static boolean switchedOff(RuleOptions options) {
        return List.of("use_learner", "use_bayes", "use_bayes_rules").stream().anyMatch(option -> options.last(option, "1").equals("0"));
    }
}
