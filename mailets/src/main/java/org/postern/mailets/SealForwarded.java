// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import javax.inject.Inject;
import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.message.EightBitHeaders;
import org.postern.analysis.message.HeaderRewrite;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.auth.arc.ForwardedMailSeals;
import org.postern.gateway.auth.dkim.RawField;
import org.postern.gateway.auth.dkim.RawMessage;
import org.postern.gateway.mail.MailAttributes;
import org.postern.gateway.mail.MailContent;
import org.postern.gateway.mail.Reception;

/**
 * Seals a stranger's mail (ARC) that leaves again to another domain, because a rule redirects it or a recipient has it forwarded. Put it
 * in front of the delivery to other domains, where nothing changes the message any more. Without a key it does nothing.
 */
public class SealForwarded extends GenericMailet {
    private final ForwardedMailSeals seals;

    @Inject
    public SealForwarded(ForwardedMailSeals seals) {
        this.seals = seals;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        boolean forwarded = Reception.of(mail).filter(reception -> reception.direction() == Direction.INCOMING).isPresent();
        if (!forwarded || MailAttributes.SEALED.number(mail).isPresent()) {
            return;
        }
        try {
            // The delivery writes no raw bytes into headers; the seal is on what it writes.
            MessageSource content = new EncodedHeader(new MailContent(mail));
            List<RawField> set = seals.seal(RawMessage.read(content));
            if (!set.isEmpty()) {
                Settlement.replaceMessage(mail, new RewrittenMessage(content,
                    HeaderRewrite.none().adding(set.stream().map(RawField::text).toList())));
                MailAttributes.SEALED.set(mail, set.size());
            }
        } catch (IOException e) {
            throw new MessagingException("the message of mail " + mail.getName() + " cannot be read", e);
        }
    }

    private record EncodedHeader(MessageSource message) implements MessageSource {
        @Override
        public InputStream open() throws IOException {
            return EightBitHeaders.encode(message.open());
        }

        @Override
        public long size() throws IOException {
            return message.size();
        }
    }

    @Override
    public String getMailetInfo() {
        return "Postern: seals mail that is sent on";
    }
}
