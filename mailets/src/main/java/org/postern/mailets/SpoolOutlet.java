// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;

import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.Mail;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.message.EightBitHeaders;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.mail.MailAttributes;
import org.postern.gateway.mail.Reception;
import org.postern.gateway.quarantine.MessageOutlet;

/**
 * Hands messages that need no filtering, released or made by ourselves, to James's spool, behind the filter. Someone here has decided to
 * send them, so they may leave for any domain.
 */
@Singleton
public class SpoolOutlet implements MessageOutlet {
    /** The processor behind the filter. */
    public static final String DELIVERY_PROCESSOR = "deliver";

    private final Spool spool;
    private final Clock clock;
    private final DeliveryHeaders headers;

    @Inject
    public SpoolOutlet(Spool spool, Clock clock, DeliveryHeaders headers) {
        this.spool = spool;
        this.clock = clock;
        this.headers = headers;
    }

    /** Whether this very mail was put on the spool by an outlet; mail made from it, to others, was not. */
    public static boolean released(Mail mail) {
        return mail.getRecipients().size() == 1 && Reception.of(mail).isPresent() && MailAttributes.RELEASED.text(mail)
            .filter(recipient -> mail.getRecipients().iterator().next().asString().equalsIgnoreCase(recipient)).isPresent();
    }

    @Override
    public void deliver(String messageId, String envelopeSender, String recipient, MessageSource message) throws IOException {
        put(messageId, envelopeSender, recipient, message, false);
    }

    @Override
    public void deliverCopy(String messageId, String envelopeSender, String recipient, MessageSource message) throws IOException {
        put(messageId, envelopeSender, recipient, message, true);
    }

    private void put(String messageId, String envelopeSender, String recipient, MessageSource message, boolean silent)
            throws IOException {
        try (InputStream in = EightBitHeaders.encode(headers.released(messageId).apply(message.open()))) {
            MailImpl mail = MailImpl.builder()
                .name(MailImpl.getId())
                .sender(MaybeSender.getMailSender(envelopeSender))
                .addRecipient(new MailAddress(recipient))
                .build();
            try {
                mail.setMessageContent(MimeMessageInputStreamSource.create(mail.getName(), in));
                new Reception(messageId, clock.instant(), Direction.OUTGOING, Client.of("127.0.0.1")).writeTo(mail);
                MailAttributes.RELEASED.set(mail, recipient);
                if (silent) {
                    SilentDelivery.mark(mail, mail.getRecipients());
                }
                spool.now(mail, DELIVERY_PROCESSOR);
            } finally {
                LifecycleUtil.dispose(mail);
            }
        } catch (AddressException e) {
            throw new IOException("not a mail address: " + recipient, e);
        } catch (MessagingException e) {
            throw new IOException("the spool did not take message " + messageId, e);
        }
    }
}
