// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.james.core.MailAddress;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Verdict;

/**
 * The recipients of a mail by what is to become of it, so that the mail is split no further than its outcomes differ.
 *
 * @param quarantined recipients to quarantine it for
 * @param blocked     recipients it is blocked for
 * @param delivered   recipients it is delivered to, together where the message they get is the same
 * @param noticed     recipients for whom a rule wants somebody told, whatever becomes of the mail
 */
record RecipientGroups(List<Member> quarantined, List<Member> blocked, List<List<Member>> delivered, List<Member> noticed) {

    /** One recipient and what was decided for it. */
    record Member(MailAddress recipient, Disposition disposition) {
    }

    static List<MailAddress> recipients(List<Member> members) {
        return members.stream().map(Member::recipient).toList();
    }

    static List<Disposition> dispositions(List<Member> members) {
        return members.stream().map(Member::disposition).toList();
    }

    /** Whether a verdict speaks of all these recipients. */
    static boolean covers(Verdict verdict, Collection<MailAddress> recipients) {
        return byRecipient(verdict).keySet().containsAll(recipients.stream().map(RecipientGroups::key).toList());
    }

    /** Groups these recipients; each must have a disposition. */
    static RecipientGroups of(Verdict verdict, Collection<MailAddress> recipients) {
        Map<String, Disposition> dispositions = byRecipient(verdict);
        List<Member> quarantined = new ArrayList<>();
        List<Member> blocked = new ArrayList<>();
        Map<List<Action>, List<Member>> delivered = new LinkedHashMap<>();
        List<Member> noticed = new ArrayList<>();
        for (MailAddress recipient : recipients) {
            Member member = new Member(recipient, dispositions.get(key(recipient)));
            if (member.disposition().actions().stream().anyMatch(Action.Notify.class::isInstance)) {
                noticed.add(member);
            }
            if (member.disposition().quarantines()) {
                quarantined.add(member);
            } else if (member.disposition().blocks()) {
                blocked.add(member);
            } else {
                delivered.computeIfAbsent(changes(member.disposition()), any -> new ArrayList<>()).add(member);
            }
        }
        return new RecipientGroups(quarantined, blocked, List.copyOf(delivered.values()), noticed);
    }

    private static List<Action> changes(Disposition disposition) {
        return disposition.actions().stream().filter(Action.SetHeader.class::isInstance).toList();
    }

    private static Map<String, Disposition> byRecipient(Verdict verdict) {
        return verdict.dispositions().stream().collect(Collectors.toMap(disposition -> disposition.recipient().toLowerCase(Locale.ROOT),
            Function.identity(), (first, second) -> first));
    }

    private static String key(MailAddress recipient) {
        return recipient.asString().toLowerCase(Locale.ROOT);
    }
}
