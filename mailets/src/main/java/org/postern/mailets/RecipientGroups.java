// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.BoundAction;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Macros;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.rules.Verdict;
import org.postern.gateway.notice.NoticeRecipients;

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

    /** What the quarantine gets: the message for whom it is quarantined, and for whom parts are taken out of what is delivered. */
    List<Disposition> kept() {
        List<Disposition> kept = new ArrayList<>(dispositions(quarantined));
        delivered.stream().flatMap(List::stream).map(Member::disposition).filter(DeliveredBody::keepsOriginal)
            .map(one -> new Disposition(one.recipient(), new Action.Quarantine(QuarantineKind.ATTACHMENT), one.bound(), one.rules()))
            .forEach(kept::add);
        return kept;
    }

    /** Where the message goes for these: to the recipient, or to whom a rule redirects it, and to those whom a rule adds. */
    static List<MailAddress> addresses(List<Member> members) throws AddressException {
        Set<MailAddress> addresses = new LinkedHashSet<>();
        for (Member member : members) {
            List<Action> actions = member.disposition().actions();
            List<MailAddress> instead = new ArrayList<>();
            for (Action action : actions) {
                if (action instanceof Action.Redirect redirect) {
                    instead.add(new MailAddress(redirect.to()));
                } else if (action instanceof Action.AddRecipient added) {
                    addresses.add(new MailAddress(added.to()));
                }
            }
            addresses.addAll(instead.isEmpty() ? List.of(member.recipient()) : instead);
        }
        return List.copyOf(addresses);
    }

    /** Who gets a blind copy of the message as it is delivered to these. */
    static List<MailAddress> copyReceivers(List<Member> members, Facts facts, ActionContexts contexts) throws AddressException {
        Set<MailAddress> addresses = new LinkedHashSet<>();
        List<Disposition> all = dispositions(members);
        for (Disposition one : all) {
            for (BoundAction bound : one.bound()) {
                if (bound.action() instanceof Action.Bcc bcc && !bcc.original()) {
                    String list = Macros.substitute(bcc.to(), contexts.of(facts, bound, all));
                    for (String address : NoticeRecipients.of(list, facts)) {
                        addresses.add(new MailAddress(address));
                    }
                }
            }
        }
        return List.copyOf(addresses);
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
        Map<List<String>, List<Member>> delivered = new LinkedHashMap<>();
        List<Member> noticed = new ArrayList<>();
        for (MailAddress recipient : recipients) {
            Member member = new Member(recipient, dispositions.get(key(recipient)));
            if (tellsSomebody(member.disposition())) {
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

    /** Whether somebody besides the recipient is told of the message, whatever becomes of it. */
    static boolean tellsSomebody(Disposition disposition) {
        return disposition.actions().stream()
            .anyMatch(action -> action instanceof Action.Notify || action instanceof Action.Bcc);
    }

    /** What makes the message that is delivered: the changing actions, and their rule where its texts speak of it. */
    private static List<String> changes(Disposition disposition) {
        return disposition.bound().stream().filter(bound -> bound.action().changesMessage())
            .map(bound -> (bound.action().toString().contains("__") ? bound.rule() + ' ' : "") + bound.action() + bound.parts())
            .toList();
    }

    private static Map<String, Disposition> byRecipient(Verdict verdict) {
        return verdict.dispositions().stream().collect(Collectors.toMap(disposition -> disposition.recipient().toLowerCase(Locale.ROOT),
            Function.identity(), (first, second) -> first));
    }

    private static String key(MailAddress recipient) {
        return recipient.asString().toLowerCase(Locale.ROOT);
    }
}
