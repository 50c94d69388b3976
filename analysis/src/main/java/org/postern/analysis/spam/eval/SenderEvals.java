// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.DkimCheck;
import org.postern.analysis.facts.SpfCheck;

/**
 * The eval tests on who sent a message, by the names that stock rules use. Where nobody checked the sender, and where
 * a check did not finish, they are unknown, but for those that ask for just that.
 */
public final class SenderEvals {
    private static final List<AuthenticationResult> SPF_RESULTS = List.of(AuthenticationResult.NONE, AuthenticationResult.NEUTRAL,
        AuthenticationResult.PASS, AuthenticationResult.FAIL, AuthenticationResult.SOFTFAIL, AuthenticationResult.PERMERROR);

    private SenderEvals() {
    }

    /** Each group under the name that rule files ask for. */
    public static List<EvalPlugin> plugins() {
        return List.of(new EvalPlugin(Evals.plugin("SPF"), Set.of(), Set.of(), spf()),
            new EvalPlugin(Evals.plugin("DKIM"), Set.of(),
                Set.of("Mail::SpamAssassin::Plugin::DKIM::has_arc"), dkim()),
            new EvalPlugin(Evals.plugin("DMARC"), Set.of(), Set.of(), dmarc()));
    }

    private static Map<String, EvalFunction> spf() {
        Map<String, EvalFunction> tests = new HashMap<>();
        SPF_RESULTS.forEach(result -> {
            String word = result.name().toLowerCase(Locale.ROOT);
            tests.put("check_for_spf_" + word, spf(Authentication::spf, result));
            tests.put("check_for_spf_helo_" + word, spf(Authentication::helo, result));
        });
        tests.put("check_for_spf_temperror", known(found -> EvalOutcome.of(found.spf().result().undecided())));
        tests.put("check_for_spf_helo_temperror", known(found -> EvalOutcome.of(found.helo().result().undecided())));
        return tests;
    }

    private static EvalFunction spf(Function<Authentication, SpfCheck> identity, AuthenticationResult wanted) {
        return known(found -> {
            SpfCheck check = identity.apply(found);
            return check.result().undecided() ? EvalOutcome.unknown("SPF: " + check.reason()) : EvalOutcome.of(check.result() == wanted);
        });
    }

    private static Map<String, EvalFunction> dkim() {
        return Map.of(
            "check_dkim_signed", known(found -> EvalOutcome.of(!found.dkim().isEmpty())),
            "check_dkim_valid", call -> {
                List<String> domains = call.arguments().stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
                return test(found -> signature(found, each -> domains.isEmpty() || domains.contains(each.domain())));
            },
            "check_dkim_valid_author_sig", known(found -> signature(found, each -> each.domain().equals(found.dmarc().domain())
                || found.dmarc().domain().endsWith("." + each.domain()) && each.identity().endsWith("@" + found.dmarc().domain()))),
            "check_dkim_valid_envelopefrom", known(found -> signature(found, each -> each.domain().equals(found.spf().domain()))),
            "check_dkim_dependable", call -> context -> EvalOutcome.of(context.finding(Authentication.class)
                .filter(found -> found.dkim().stream().noneMatch(each -> each.result().undecided())).isPresent()),
            "check_dkim_testing", known(found -> EvalOutcome.of(found.dkim().stream().anyMatch(each -> each.reason().contains("testing")))),
            "check_arc_signed", known(found -> EvalOutcome.of(found.arc().result() != AuthenticationResult.NONE)),
            "check_arc_valid", known(found -> found.arc().result().undecided() ? EvalOutcome.unknown("ARC: " + found.arc().reason())
                : EvalOutcome.of(found.arc().result() == AuthenticationResult.PASS)));
    }

    /** A good signature of this kind; unknown when there is none but one might yet be found good. */
    private static EvalOutcome signature(Authentication found, Predicate<DkimCheck> kind) {
        List<DkimCheck> some = found.dkim().stream().filter(kind).toList();
        if (some.stream().anyMatch(each -> each.result() == AuthenticationResult.PASS)) {
            return EvalOutcome.hit();
        }
        return some.stream().filter(each -> each.result().undecided()).findFirst()
            .map(each -> EvalOutcome.unknown("DKIM: " + each.reason())).orElseGet(EvalOutcome::miss);
    }

    private static Map<String, EvalFunction> dmarc() {
        return Map.of(
            "check_dmarc_pass", dmarc(found -> found.dmarc().result() == AuthenticationResult.PASS),
            "check_dmarc_reject", dmarc(found -> fails(found, "reject")),
            "check_dmarc_quarantine", dmarc(found -> fails(found, "quarantine")),
            "check_dmarc_none", dmarc(found -> fails(found, "none")),
            "check_dmarc_missing", dmarc(found -> found.dmarc().result() == AuthenticationResult.NONE));
    }

    private static boolean fails(Authentication found, String policy) {
        return found.dmarc().result() == AuthenticationResult.FAIL && found.dmarc().policy().equals(policy);
    }

    private static EvalFunction dmarc(Predicate<Authentication> condition) {
        return known(found -> found.dmarc().result().undecided() ? EvalOutcome.unknown("DMARC: " + found.dmarc().reason())
            : EvalOutcome.of(condition.test(found)));
    }

    private static EvalFunction known(Function<Authentication, EvalOutcome> test) {
        return call -> test(test);
    }

    private static EvalTest test(Function<Authentication, EvalOutcome> test) {
        return context -> context.finding(Authentication.class).map(test).orElseGet(() ->
            context.finding(ServersAsked.class).isPresent() ? EvalOutcome.miss() : EvalOutcome.unknown("no server was asked"));
    }
}
