// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.text.MailText;

/** Tests that tell bounces of one's own mail from those of mail that others forged. */
public final class BounceEvals {
    private static final String[] LISTS = {"welcomelist_bounce_relays", "whitelist_bounce_relays"};
    private static final Pattern RECEIVED = Pattern.compile("^[> ]*Received:", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST = Pattern.compile("\\s(\\S+\\.\\S+)(?=\\s)");

    private BounceEvals() {
    }

    /** All of them. */
    public static EvalPlugin plugin() {
        EvalFunction relays = call -> context -> EvalOutcome.of(overOwnRelay(Evals.mail(context), context.options()));
        return new EvalPlugin(Evals.plugin("VBounce"), Set.of(LISTS), Set.of(), Map.of(
            "have_any_bounce_relays", call -> context -> EvalOutcome.of(!AddressList.of(context.options(), LISTS).isEmpty()),
            "check_welcomelist_bounce_relays", relays, "check_whitelist_bounce_relays", relays));
    }

    private static boolean overOwnRelay(MailText mail, RuleOptions options) {
        AddressList own = AddressList.of(options, LISTS);
        if (own.isEmpty()) {
            return false;
        }
        for (String line : mail.body()) {
            if (RECEIVED.matcher(line).find() && names(line, own)) {
                return true;
            }
        }
        String field = "";
        for (String line : (Iterable<String>) mail.pristineBody().lines()::iterator) {
            boolean fold = line.startsWith(" ") || line.startsWith("\t");
            field = fold ? field + line : line;
            if (RECEIVED.matcher(field).find() && names(field + " ", own)) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(String field, AddressList own) {
        Matcher host = HOST.matcher(field);
        while (host.find()) {
            if (own.has(host.group(1))) {
                return true;
            }
        }
        return false;
    }
}
