// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.message.EightBitHeaders;
import org.postern.analysis.message.HeaderRewrite;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rewrite.BodyEdit;
import org.postern.analysis.rewrite.BodyEditor;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Verdict;
import org.postern.gateway.filter.FilterOutcome.Decided;
import org.postern.gateway.mail.MailAttributes;
import org.postern.gateway.mail.MailContent;
import org.postern.gateway.mail.Notices;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.Tracker;
import org.postern.mailets.RecipientGroups.Member;

/**
 * Carries a verdict out on a mail. Every step that is done takes its recipients off the mail, so that when a later step fails only what
 * is left is tried again. What is stored or sent is done before anything is changed: quarantine gets the bytes as received.
 */
final class Settlement {
    private final Quarantine quarantine;
    private final BlockedMail blockedMail;
    private final Notices notices;
    private final DeliveryHeaders headers;
    private final ActionContexts contexts;
    private final DeliveredBody body;
    private final BodyEditor editor = new BodyEditor();
    private final Spool spool;
    private final Tracker tracker;
    private final String deliveryProcessor;

    Settlement(Quarantine quarantine, BlockedMail blockedMail, Notices notices, DeliveryHeaders headers, Spool spool, Tracker tracker,
               String deliveryProcessor) {
        this.quarantine = quarantine;
        this.blockedMail = blockedMail;
        this.notices = notices;
        this.headers = headers;
        this.contexts = headers.contexts();
        this.body = new DeliveredBody(contexts);
        this.spool = spool;
        this.tracker = tracker;
        this.deliveryProcessor = deliveryProcessor;
    }

    /**
     * Settles all recipients. Afterwards the mail holds those of the first group to deliver to, with the message they get, or is a ghost.
     *
     * @throws org.postern.gateway.StorageUnavailableException when the quarantine cannot store; the mail then has its unsettled recipients
     */
    void carryOut(Mail mail, Decided decided) throws MessagingException, IOException {
        Facts facts = decided.facts();
        Verdict verdict = decided.verdict();
        RecipientGroups groups = RecipientGroups.of(decided.verdict(), mail.getRecipients());
        MailContent content = new MailContent(mail);
        List<Disposition> kept = groups.kept();
        if (!kept.isEmpty()) {
            quarantine.put(facts, kept, content);
        }
        if (!groups.noticed().isEmpty() && MailAttributes.NOTIFIED.text(mail).isEmpty()) {
            notices.send(facts, RecipientGroups.dispositions(groups.noticed()), content);
            MailAttributes.NOTIFIED.set(mail, facts.messageId());
        }
        takeOff(mail, groups.quarantined());
        if (!groups.blocked().isEmpty()) {
            String policy = blockedMail.settle(mail, facts, groups.blocked()) ? "BOUNCE" : "DISCARD";
            groups.blocked().forEach(member -> tracker.record(facts.messageId(), EventType.BLOCKED,
                Optional.of(member.recipient().asString()), Map.of("policy", policy)));
            takeOff(mail, groups.blocked());
        }
        deliver(mail, facts, verdict, groups.delivered());
    }

    private void deliver(Mail mail, Facts facts, Verdict verdict, List<List<Member>> groups) throws MessagingException, IOException {
        if (groups.isEmpty()) {
            mail.setState(Mail.GHOST);
            return;
        }
        for (List<Member> group : groups.subList(1, groups.size())) {
            MessageSource changed = changed(mail, facts, verdict, group);
            copies(mail, facts, changed, group);
            sendApart(mail, changed, RecipientGroups.addresses(group), false);
            takeOff(mail, group);
        }
        List<Member> first = groups.get(0);
        MessageSource changed = changed(mail, facts, verdict, first);
        copies(mail, facts, changed, first);
        replaceMessage(mail, changed);
        mail.setRecipients(RecipientGroups.addresses(first));
        forget(mail);
    }

    /** Copies of the message as it is delivered, one of each version. */
    private void copies(Mail mail, Facts facts, MessageSource changed, List<Member> group) throws MessagingException, IOException {
        List<MailAddress> others = RecipientGroups.copyReceivers(group, facts, contexts);
        if (!others.isEmpty()) {
            sendApart(mail, changed, others, true);
        }
    }

    private MessageSource changed(Mail mail, Facts facts, Verdict verdict, List<Member> group) throws IOException {
        HeaderRewrite rewrite = headers.rewrite(facts, RecipientGroups.dispositions(group), verdict);
        List<BodyEdit> edits = body.edits(facts, group.get(0).disposition(), verdict.dispositions());
        MailContent content = new MailContent(mail);
        if (edits.isEmpty()) {
            return new RewrittenMessage(content, rewrite);
        }
        return MessageSource.of(editor.edit(rewrite.apply(content.open()), edits));
    }

    private void sendApart(Mail mail, MessageSource changed, List<MailAddress> recipients, boolean silent)
            throws MessagingException, IOException {
        MimeMessageInputStreamSource source = source(mail, changed);
        MailImpl copy = MailImpl.duplicateWithoutMessage(mail).build();
        try {
            copy.setMessageContent(source);
            copy.setRecipients(recipients);
            if (silent) {
                SilentDelivery.mark(copy, recipients);
            }
            forget(copy);
            spool.now(copy, deliveryProcessor);
        } finally {
            LifecycleUtil.dispose(copy);
        }
    }

    /** What is delivered need not carry what led there through every queue. */
    private static void forget(Mail mail) {
        MailAttributes.FACTS.remove(mail);
        MailAttributes.VERDICT.remove(mail);
        MailAttributes.NOTIFIED.remove(mail);
        Waiting.end(mail);
    }

    static void replaceMessage(Mail mail, MessageSource changed) throws MessagingException, IOException {
        MimeMessageInputStreamSource source = source(mail, changed);
        if (mail instanceof MailImpl own) {
            Object replaced = own.getMessage();
            own.setMessageContent(source);
            LifecycleUtil.dispose(replaced);
        } else {
            mail.setMessage(new MimeMessageWrapper(source));
        }
    }

    private static MimeMessageInputStreamSource source(Mail mail, MessageSource changed) throws MessagingException, IOException {
        try (InputStream in = EightBitHeaders.encode(changed.open())) {
            return MimeMessageInputStreamSource.create(mail.getName(), in);
        }
    }

    private static void takeOff(Mail mail, List<Member> settled) {
        List<MailAddress> gone = RecipientGroups.recipients(settled);
        mail.setRecipients(mail.getRecipients().stream().filter(recipient -> !gone.contains(recipient)).toList());
    }
}
