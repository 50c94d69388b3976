// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.james.core.MailAddress;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.postern.analysis.facts.MessageId;
import org.postern.gateway.mail.MailAttributes;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.Tracker;

/**
 * Writes what becomes of a mail on its way out to the message's timeline, once for each recipient. Mail without Postern's id, which
 * never came through the filter, leaves no trace here.
 */
public final class DeliveryRecorder {
    private static final AttributeName DELIVERY_ERROR = AttributeName.of("delivery-error");

    private final Tracker tracker;
    private final String via;

    /**
     * @param via where the mail goes, kept in each event: the relay host, {@code mx} or {@code mailbox}
     */
    public DeliveryRecorder(Tracker tracker, String via) {
        this.tracker = tracker;
        this.via = via;
    }

    public void queued(Mail mail) {
        record(mail, mail.getRecipients(), EventType.QUEUED, Map.of());
    }

    public void delivered(Mail mail) {
        delivered(mail, mail.getRecipients());
    }

    public void delivered(Mail mail, Collection<MailAddress> recipients) {
        record(mail, recipients, EventType.DELIVERED, Map.of());
    }

    /**
     * @param delay time until the next try
     */
    public void deferred(Mail mail, Duration delay, String reason) {
        record(mail, mail.getRecipients(), EventType.DEFERRED,
            Map.of("next-try-seconds", String.valueOf(delay.toSeconds()), "reason", reason));
    }

    public void bounced(Mail mail, String note) {
        Map<String, String> details = new LinkedHashMap<>();
        mail.getAttribute(DELIVERY_ERROR).flatMap(found -> found.getValue().valueAs(String.class))
            .ifPresent(reply -> details.put("reply", reply));
        details.put("note", note);
        record(mail, mail.getRecipients(), EventType.BOUNCED, details);
    }

    private void record(Mail mail, Collection<MailAddress> recipients, EventType type, Map<String, String> details) {
        Map<String, String> all = new LinkedHashMap<>(details);
        all.put("via", via);
        MailAttributes.ID.text(mail).filter(MessageId::isValid).ifPresent(id ->
            recipients.forEach(recipient -> tracker.record(id, type, Optional.of(recipient.asString()), all)));
    }
}
