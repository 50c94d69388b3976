// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.text.HostNames;
import org.postern.analysis.spam.text.MailText;

/** Gathers who may have sent a message and who may receive it, from all fields that tell. */
final class SenderAddresses {
    private static final Pattern FOR = Pattern.compile(" for <?(\\S+@(\\S+?))>?;");
    private static final List<String> SENDERS = List.of("From:addr", "Envelope-Sender:addr", "Resent-Sender:addr", "X-Envelope-From:addr",
        "EnvelopeFrom:addr");
    private static final List<String> RECIPIENTS = List.of("To:addr", "Apparently-To:addr", "Delivered-To:addr", "Envelope-Recipients:addr",
        "Apparently-Resent-To:addr", "X-Envelope-To:addr", "Envelope-To:addr", "X-Delivered-To:addr", "X-Original-To:add"
            + "r", "X-Rcpt-To:addr",
        "X-Real-To:addr", "Cc:addr");
    private static final int NEWEST = 3;

    private SenderAddresses() {
    }

    /** What is known of one message, since many tests ask for it. */
    private record Known(Set<String> senders, Set<String> recipients) {
        static Known of(EvalContext context) {
            MailText mail = Evals.mail(context);
            return new Known(SenderAddresses.of(mail), SenderAddresses.recipients(mail));
        }
    }

    /** The same as {@link #of(MailText)}, found once for a message. */
    static Set<String> of(EvalContext context) {
        return context.shared(Known.class, Known::of).senders();
    }

    /** The same as {@link #recipients(MailText)}, found once for a message. */
    static Set<String> recipients(EvalContext context) {
        return context.shared(Known.class, Known::of).recipients();
    }

    /** Authors and senders; the one who sent it on when it was. */
    static Set<String> of(MailText mail) {
        List<String> resent = mail.values("Resent-From:first:addr");
        if (!resent.isEmpty()) {
            return new LinkedHashSet<>(resent);
        }
        Set<String> senders = new LinkedHashSet<>();
        SENDERS.forEach(field -> mail.values(field).stream().filter(address -> !address.isEmpty())
            .forEach(address -> senders.add(address.contains("..") ? address.replaceAll("\\.{2,}", ".") : address)));
        return senders;
    }

    /** Recipients of the header and the trace; those to whom it was sent on when it was. */
    static Set<String> recipients(MailText mail) {
        List<String> resent = new ArrayList<>(mail.values("Resent-To:first:addr"));
        resent.addAll(mail.values("Resent-Cc:first:addr"));
        if (!resent.isEmpty()) {
            return new LinkedHashSet<>(resent);
        }
        Set<String> recipients = new LinkedHashSet<>();
        mail.values("Received").stream().limit(NEWEST).forEach(field -> {
            Matcher recipient = FOR.matcher(field);
            if (recipient.find() && HostNames.isFqdn(recipient.group(2))) {
                recipients.add(recipient.group(1));
            }
        });
        RECIPIENTS.forEach(field -> recipients.addAll(mail.values(field)));
        return recipients;
    }
}
