// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.Octets;

/** Tests that tell mailboxes which cost nothing, and answers that should go to another such box. */
public final class FreeMailEvals {
    private static final Pattern BULK_SENDER = Pattern.compile("(?:^(?:post|host|domain)master|^double-bounce"
        + "|^(?:sentto|owner|return|(?:gr)?bounced?)-.+|-(?:request|bounces?|admin|owner)|\\b(?:do[._\\-t]?)?no[._\\-t]?repl(?:y"
            + "|ies)|.+=.+)@",
        Pattern.CASE_INSENSITIVE);

    private FreeMailEvals() {
    }

    /** All of them. */
    public static EvalPlugin plugin() {
        return new EvalPlugin(Evals.plugin("FreeMail"), Set.of("freemail_domains", "freemail_welcomelist", "freemail_whitelist",
            "freemail_max_body_emails", "freemail_max_body_freemails", "freemail_skip_when_over_max", "freemail_skip_bulk_envfrom",
            "freemail_add_describe_email", "freemail_import_welcomelist_auth", "freemail_import_whitelist_auth",
            "freemail_import_def_welcomelist_auth", "freemail_import_def_whitelist_auth"), Set.of(), Map.of(
            "check_freemail_from", FreeMailEvals::from,
            "check_freemail_header", FreeMailEvals::header,
            "check_freemail_body", FreeMailEvals::body,
            "check_freemail_replyto", FreeMailEvals::replyTo));
    }

    private static EvalTest from(EvalCall call) {
        Optional<Pattern> pattern = pattern(call, 0);
        return context -> anyFree(context, SenderAddresses.of(context), pattern);
    }

    private static EvalTest header(EvalCall call) {
        String header = call.argument(0) + ":addr";
        Optional<Pattern> pattern = pattern(call, 1);
        return context -> anyFree(context, Evals.mail(context).values(header), pattern);
    }

    private static EvalTest body(EvalCall call) {
        Optional<Pattern> pattern = pattern(call, 0);
        return context -> {
            BodyFreeMail body = context.shared(BodyFreeMail.class, BodyFreeMail::of);
            return body.tooMany() ? EvalOutcome.miss() : first(context, body.addresses(), pattern);
        };
    }

    private static EvalTest replyTo(EvalCall call) {
        String what = call.argument(0, "replyto");
        if (!what.equals("replyto") && !what.equals("reply")) {
            throw new IllegalArgumentException("neither replyto nor reply: " + what);
        }
        return context -> EvalOutcome.of(repliesGoElsewhere(context, what.equals("reply")));
    }

    private static boolean repliesGoElsewhere(EvalContext context, boolean authorToo) {
        MailText mail = Evals.mail(context);
        FreeMailDomains domains = FreeMailDomains.of(context.options());
        boolean skipBulk = !context.options().last("freemail_skip_bulk_envfrom", "1").equals("0");
        if (domains.isEmpty() || skipBulk && mail.envelopeFrom().filter(sender -> BULK_SENDER.matcher(sender).find()).isPresent()) {
            return false;
        }
        List<String> authors = mail.values("From:addr").stream().map(Octets::lower).toList();
        List<String> replies = mail.values("Reply-To:addr").stream().map(Octets::lower).toList();
        boolean freeAuthor = authors.stream().anyMatch(domains::has);
        boolean freeReply = replies.stream().anyMatch(domains::has);
        if (freeAuthor && freeReply && authors.stream().noneMatch(replies::contains)) {
            return true;
        }
        boolean worthALook = authorToo ? freeAuthor && (freeReply || replies.isEmpty()) : freeReply;
        if (!worthALook) {
            return false;
        }
        BodyFreeMail body = context.shared(BodyFreeMail.class, BodyFreeMail::of);
        List<String> answered = freeReply ? replies : authors;
        return !body.tooMany() && body.addresses().stream().anyMatch(found -> answered.stream().anyMatch(address ->
            !address.equals(found)));
    }

    private static EvalOutcome anyFree(EvalContext context, Collection<String> addresses, Optional<Pattern> pattern) {
        FreeMailDomains domains = FreeMailDomains.of(context.options());
        return first(context, addresses.stream().map(Octets::lower).filter(domains::has).toList(), pattern);
    }

    private static EvalOutcome first(EvalContext context, Collection<String> addresses, Optional<Pattern> pattern) {
        return addresses.stream()
            .filter(address -> pattern.isEmpty() || pattern.get().matcher(context.watch(address)).find())
            .findFirst().map(EvalOutcome::hit).orElseGet(EvalOutcome::miss);
    }

    private static Optional<Pattern> pattern(EvalCall call, int place) {
        return call.arguments().size() > place ? Optional.of(Evals.pattern(call.argument(place))) : Optional.empty();
    }
}
