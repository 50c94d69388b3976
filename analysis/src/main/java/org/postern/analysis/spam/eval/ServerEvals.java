// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.postern.analysis.facts.Authentication;

/**
 * Tests whose answers come from servers, for where none is asked: rule files find the groups they look for and load without complaint, and
 * a test that runs all the same is unknown.
 */
public final class ServerEvals {
    private static final String SPF = "pass neutral none fail softfail permerror temperror helo_pass helo_neutral helo_none helo_fail"
        + " helo_softfail helo_permerror helo_temperror welcomelist_from def_welcomelist_from whitelist_from def_whitelist_from";
    private static final String DKIM = "check_dkim_signed check_dkim_valid check_dkim_valid_author_sig check_dkim_valid_envelopefrom"
        + " check_dkim_testing check_dkim_signsome check_dkim_signall check_dkim_dependable check_dkim_adsp check_for_dkim_welcomelist_from"
        + " check_for_def_dkim_welcomelist_from check_for_dkim_whitelist_from check_for_def_dkim_whitelist_from"
            + " check_arc_signed check_arc_valid";

    private ServerEvals() {
    }

    /** The groups of a stock installation, none of them asking. */
    public static List<EvalPlugin> unasked() {
        return List.of(
            group("URIDNSBL", "check_uridnsbl"),
            group("DNSEval", "check_rbl check_rbl_sub check_rbl_txt check_rbl_from_host check_rbl_headers check_dns_sender"),
            group("SPF", Arrays.stream(SPF.split(" ")).map(result -> "check_for_spf_" + result).collect(Collectors.joining(" "))),
            group("DKIM", DKIM),
            group("DMARC", "check_dmarc_pass check_dmarc_reject check_dmarc_quarantine check_dmarc_none check_dmarc_missing"),
            group("HashBL", "check_hashbl_emails check_hashbl_uris check_hashbl_bodyre check_hashbl_tag check_hashbl_attachments"),
            group("Pyzor", "check_pyzor"), group("Razor2", "check_razor2 check_razor2_range"), group("AskDNS", ""));
    }

    private static EvalPlugin group(String name, String functions) {
        return new EvalPlugin(Evals.plugin(name), Set.of(), Set.of(),
            Stream.of(functions.split(" ")).filter(function -> !function.isEmpty())
            .collect(Collectors.toMap(Function.identity(), ServerEvals::unasked)));
    }

    private static EvalFunction unasked(String function) {
        // What was not verified is not dependable; that much is known without asking.
        return function.equals("check_dkim_dependable") ? call -> context -> EvalOutcome.miss()
            // Beside checks of the sender, rules for the network run; those for which there is no check at all count as in a stock
            // installation without that plugin, or every message would have dozens of unknown rules.
            : call -> context -> context.finding(Authentication.class).isPresent()
                || context.finding(ServersAsked.class).isPresent() ? EvalOutcome.miss()
                : EvalOutcome.unknown("no server was asked");
    }
}
