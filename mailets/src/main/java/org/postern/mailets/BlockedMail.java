// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Facts;
import org.postern.gateway.config.FilterConfiguration.BlockPolicy;
import org.postern.gateway.mail.MailAttributes;
import org.postern.gateway.mail.RejectionText;
import org.postern.mailets.RecipientGroups.Member;

/**
 * What blocking means for mail the client has already been told we took: it is dropped, or a delivery status notification is made, by
 * the administrator's choice. The null sender never gets one, and a sender who may be forged only where the administrator wants just
 * that: whoever's name was stolen would get the answers to all the spam sent in it.
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

    /** Does to blocked recipients what the policy says; true when a notification is made. */
    boolean settle(Mail mail, Facts facts, List<Member> blocked) throws MessagingException {
        if (!mail.hasSender() || policy == BlockPolicy.DISCARD || policy == BlockPolicy.BOUNCE && !isProved(facts)) {
            return false;
        }
        String id = MailAttributes.ID.text(mail).orElse(mail.getName());
        Map<String, List<MailAddress>> byReply = new LinkedHashMap<>();
        for (Member member : blocked) {
            byReply.computeIfAbsent(RejectionText.of(member.disposition(), id), any -> new ArrayList<>()).add(member.recipient());
        }
        for (Map.Entry<String, List<MailAddress>> entry : byReply.entrySet()) {
            MailImpl bounced = MailImpl.duplicate(mail);
            try {
                bounced.setRecipients(entry.getValue());
                bounced.setAttribute(new Attribute(DELIVERY_ERROR, AttributeValue.of(entry.getKey())));
                spool.now(bounced, bounceProcessor);
            } finally {
                LifecycleUtil.dispose(bounced);
            }
        }
        return true;
    }

    private static boolean isProved(Facts facts) {
        return facts.direction() == Direction.OUTGOING || facts.client().authenticatedUser().isPresent()
            || facts.authentication().spf().result() == AuthenticationResult.PASS;
    }
}
