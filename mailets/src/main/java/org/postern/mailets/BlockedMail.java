// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.util.List;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.postern.gateway.config.FilterConfiguration.BlockPolicy;
import org.postern.gateway.mail.MailAttributes;

/**
 * What blocking means for mail the client has already been told we took: it is dropped, or a delivery status notification is made, by
 * the administrator's choice. The null sender never gets one.
 */
final class BlockedMail {
    private static final AttributeName DELIVERY_ERROR = AttributeName.of("delivery-error");

    private final BlockPolicy policy;
    private final Spool spool;
    private final String bounceProcessor;

    BlockedMail(BlockPolicy policy, Spool spool, String bounceProcessor) {
        this.policy = policy;
        this.spool = spool;
        this.bounceProcessor = bounceProcessor;
    }

    BlockPolicy policy() {
        return policy;
    }

    void settle(Mail mail, List<MailAddress> recipients) throws MessagingException {
        if (policy == BlockPolicy.DISCARD || !mail.hasSender()) {
            return;
        }
        MailImpl bounced = MailImpl.duplicate(mail);
        try {
            bounced.setRecipients(recipients);
            bounced.setAttribute(new Attribute(DELIVERY_ERROR, AttributeValue.of(
                "554 5.7.1 Rejected for policy reasons (" + MailAttributes.ID.text(mail).orElse(mail.getName()) + ")")));
            spool.now(bounced, bounceProcessor);
        } finally {
            LifecycleUtil.dispose(bounced);
        }
    }
}
