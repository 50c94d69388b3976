// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import javax.inject.Inject;
import javax.mail.MessagingException;

import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.postern.analysis.facts.MessageId;
import org.postern.gateway.mail.MailAttributes;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.Tracker;

/**
 * Notes on the timeline of a message that it has come to this point of the mailet container, once for each recipient.
 *
 * <p>Parameters: {@code event}, the name of an event type; {@code by}, who did it, kept in the event's details.</p>
 */
public class RecordEvent extends GenericMailet {
    private static final AttributeName DELIVERY_ERROR = AttributeName.of("delivery-error");

    private final Tracker tracker;
    private EventType type;
    private Optional<String> by;

    @Inject
    public RecordEvent(Tracker tracker) {
        this.tracker = tracker;
    }

    @Override
    public void init() throws MessagingException {
        String event = getInitParameter("event", "");
        try {
            type = EventType.valueOf(event);
        } catch (IllegalArgumentException e) {
            throw new MessagingException("RecordEvent: <event> is no event type: " + event, e);
        }
        by = Optional.ofNullable(getInitParameter("by"));
    }

    @Override
    public void service(Mail mail) {
        MailAttributes.ID.text(mail).filter(MessageId::isValid).ifPresent(id ->
            mail.getRecipients().forEach(recipient ->
                tracker.record(id, type, Optional.of(recipient.asString()), details(mail))));
    }

    private Map<String, String> details(Mail mail) {
        Map<String, String> details = new LinkedHashMap<>();
        by.ifPresent(name -> details.put("by", name));
        mail.getAttribute(DELIVERY_ERROR).flatMap(found -> found.getValue().valueAs(String.class))
            .ifPresent(reply -> details.put("reply", reply));
        return details;
    }

    @Override
    public String getMailetInfo() {
        return "Postern: records an event";
    }
}
