// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.impersonation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.spam.eval.EvalContext;
import org.postern.analysis.spam.eval.EvalFunction;
import org.postern.analysis.spam.eval.EvalOutcome;
import org.postern.analysis.spam.eval.EvalPlugin;
import org.postern.analysis.spam.text.MailText;

/** Tests of who pretends to be one of those who receive, or a partner of theirs. They need the finding {@link OwnDomains}. */
public final class ImpersonationEvals {
    private static final String NAME = "Org::Postern::Impersonation";

    private ImpersonationEvals() {
    }

    /** All of them. */
    public static List<EvalPlugin> plugins() {
        return List.of(new EvalPlugin(NAME, Set.of(), Set.of(), Map.of(
            "check_lookalike_domain", call -> {
                String field = call.argument(0, "From") + ":addr";
                return context -> own(context, (mail, own) -> shown(own.resembling(host(mail, field)), host(mail, field)));
            },
            "check_own_domain_in_name", own((mail, own) -> own.own(host(mail, "From:addr")) ? EvalOutcome.miss()
                : own.within(unicode(mail.value("From:name"))).map(EvalOutcome::hit).orElseGet(EvalOutcome::miss)),
            "check_own_domain_unproved", call -> context -> own(context, (mail, own) -> unproved(context, mail, own)),
            "check_reply_to_lookalike", call -> context -> replyResembles(mail(context)),
            "check_newsletter", call -> context -> EvalOutcome.of(newsletter(mail(context))))));
    }

    /** From one of our domains, by a stranger, and nothing shows that the domain agrees. */
    private static EvalOutcome unproved(EvalContext context, MailText mail, OwnDomains own) {
        String domain = host(mail, "From:addr");
        Optional<Authentication> checked = context.finding(Authentication.class);
        if (!own.own(domain) || checked.isEmpty()) {
            return own.own(domain) ? EvalOutcome.unknown("the sender was not checked") : EvalOutcome.miss();
        }
        boolean good = checked.get().dmarc().result() == AuthenticationResult.PASS
            || checked.get().spf().result() == AuthenticationResult.PASS && checked.get().spf().domain().equals(domain)
            || checked.get().dkim().stream().anyMatch(each -> each.result() == AuthenticationResult.PASS && each.domain().equals(domain));
        boolean open = checked.get().spf().result().undecided()
            || checked.get().dkim().stream().anyMatch(each -> each.result().undecided());
        return good ? EvalOutcome.miss() : open ? EvalOutcome.unknown("the sender's checks did not finish") : EvalOutcome.hit(domain);
    }

    private static EvalOutcome replyResembles(MailText mail) {
        String from = host(mail, "From:addr");
        String reply = host(mail, "Reply-To:addr");
        boolean related = reply.isEmpty() || from.isEmpty()
            || mail.boundaries().registered(from).equals(mail.boundaries().registered(reply));
        return !related && LookAlike.of(mail.boundaries().registered(reply), mail.boundaries().registered(from)) ? EvalOutcome.hit(reply)
            : EvalOutcome.miss();
    }

    private static boolean newsletter(MailText mail) {
        boolean leaving = mail.header("List-Unsubscribe").isPresent();
        boolean bulk = mail.value("Precedence").toLowerCase(Locale.ROOT).matches("(?s)\\s*(?:bulk|list).*");
        return leaving && (bulk || mail.header("List-Id").isPresent() || mail.header("Feedback-ID").isPresent()
            || mail.header("List-Unsubscribe-Post").isPresent());
    }

    private static EvalFunction own(BiFunction<MailText, OwnDomains, EvalOutcome> test) {
        return call -> context -> own(context, test);
    }

    /** Where nobody says which domains are one's own, nobody can pretend to be of them. */
    private static EvalOutcome own(EvalContext context, BiFunction<MailText, OwnDomains, EvalOutcome> test) {
        return context.finding(OwnDomains.class).map(own -> test.apply(mail(context), own)).orElseGet(EvalOutcome::miss);
    }

    private static EvalOutcome shown(Optional<String> resembled, String domain) {
        return resembled.map(each -> EvalOutcome.hit(domain + " looks like " + each)).orElseGet(EvalOutcome::miss);
    }

    private static String host(MailText mail, String selector) {
        String address = mail.value(selector);
        return unicode(address.substring(address.lastIndexOf('@') + 1).strip());
    }

    private static String unicode(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static MailText mail(EvalContext context) {
        if (context.message() instanceof MailText mail) {
            return mail;
        }
        throw new IllegalStateException("the rules do not run on the text of a mail");
    }
}
